"""How a body becomes its model: strictly, and what is wrong is said field by field."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from webapp.incoming.faults import MOST, Fault, Invalid


class Fields(BaseModel):
    """A body: nothing is converted silently, and nothing unknown is overlooked."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


Model = TypeVar("Model", bound=Fields)


def parse(model: type[Model], body: Mapping[str, Any]) -> Model:
    """The body as the model. Raises Invalid, which names each field and what it may be."""
    refuse_unknown(body, known(model))
    try:
        return model.model_validate(body)
    except ValidationError as error:
        raise Invalid(*dict.fromkeys(_faults(model, error))) from None


def known(model: type[Fields]) -> dict[str, str]:
    """The names a body may use, and what each may be."""
    fields = model.model_fields.items()
    return {each.alias or name: each.description or "" for name, each in fields}


def refuse_unknown(body: Mapping[str, Any], names: Mapping[str, str] | set[str]) -> None:
    """Raise Invalid for every field of the body that has none of these names."""
    allowed = f"is not known here; there is {', '.join(names)}" if names else "is not known here"
    unknown = (Fault(str(name)[:80], allowed) for name in body if name not in names)
    if faults := list(islice(unknown, MOST)):
        raise Invalid(*faults)


def _faults(model: type[Fields], error: ValidationError) -> Iterator[Fault]:
    messages = known(model)
    for each in error.errors(include_url=False, include_context=False, include_input=False):
        name, *rest = each["loc"]
        places = [str(place) for place in rest if isinstance(place, int)]
        yield Fault(".".join([str(name), *places]), messages[str(name)])
