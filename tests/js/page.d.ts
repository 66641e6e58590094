// What the type checker cannot know: an element found by its id, a selector or an event is of the kind that the
// template says, and two libraries stand in the window.
interface Document { getElementById(id: string): any }
interface ParentNode {
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): NodeListOf<any>;
}
interface Element { closest(selectors: string): any; cloneNode(deep?: boolean): any }
interface EventTarget { closest: any; matches: any; readonly dataset: DOMStringMap; localName: any; tabIndex: number; blur(): void; select: any }
interface Event { readonly detail: any }
interface Window { htmx: any; Plotly: any }
interface HTMLElement { data: any }
