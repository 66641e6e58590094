"""What the shared store does as one: each of these runs in Valkey, while nobody else does anything
there. KEYS[1] is a run's id.

    run:ID          revision, place, view, visitor, holder; seen, touched, gone: seconds since 1970
    log:ID          its entries
    view:VIEW       the run's id
    made:VISITOR    the runs that somebody made and touched, by when
    seen, untouched, gone   all runs, those never touched, those taken away, by when
    server:NAME     there as long as a server has shown itself lately
"""

CREATE = """
local run, place, view, visitor, at, first, holder = 'run:' .. KEYS[1], unpack(ARGV)
if redis.call('EXISTS', run, 'view:' .. view) > 0 then return 0 end
redis.call('HSET', run, 'revision', 1, 'place', place, 'view', view, 'seen', at, 'holder', holder)
if visitor ~= '' then redis.call('HSET', run, 'visitor', visitor) end
redis.call('RPUSH', 'log:' .. KEYS[1], first)
redis.call('SET', 'view:' .. view, KEYS[1])
redis.call('ZADD', 'seen', at, KEYS[1])
redis.call('ZADD', 'untouched', at, KEYS[1])
return 1
"""

APPEND = """
local run, expected, entry = 'run:' .. KEYS[1], unpack(ARGV)
if redis.call('HGET', run, 'revision') ~= expected then return 0 end
redis.call('HINCRBY', run, 'revision', 1)
redis.call('RPUSH', 'log:' .. KEYS[1], entry)
return 1
"""

_NOTE = """
local function note(id, expected, place, at)
    local run = 'run:' .. id
    local revision, seen, visitor = unpack(redis.call('HMGET', run, 'revision', 'seen', 'visitor'))
    if revision ~= expected then return 0 end
    if tonumber(seen) > tonumber(at) then at = seen end
    redis.call('HSET', run, 'place', place, 'seen', at, 'touched', at)
    redis.call('ZADD', 'seen', at, id)
    redis.call('ZREM', 'untouched', id)
    if visitor then redis.call('ZADD', 'made:' .. visitor, at, id) end
    return 1
end
"""

NOTE = f"{_NOTE} return note(KEYS[1], unpack(ARGV))"

NOTE_ALL = f"""{_NOTE}
local behind = {{}}
for place, id in ipairs(KEYS) do
    if note(id, unpack(ARGV, 3 * place - 2, 3 * place)) == 0 then table.insert(behind, id) end
end
return behind
"""
"""The runs that are at another revision, of which nothing is written."""

LOOK = """
local run, at = 'run:' .. KEYS[1], ARGV[1]
local seen = redis.call('HGET', run, 'seen')
if not seen or tonumber(seen) >= tonumber(at) then return 1 end
redis.call('HSET', run, 'seen', at)
redis.call('ZADD', 'seen', at, KEYS[1])
if redis.call('ZSCORE', 'untouched', KEYS[1]) then redis.call('ZADD', 'untouched', at, KEYS[1]) end
return 1
"""

REMOVE = """
local run, at = 'run:' .. KEYS[1], ARGV[1]
if redis.call('EXISTS', run) == 0 then return 1 end
if at == '' then
    redis.call('HDEL', run, 'gone')
    redis.call('ZREM', 'gone', KEYS[1])
else
    redis.call('HSET', run, 'gone', at)
    redis.call('ZADD', 'gone', at, KEYS[1])
end
return 1
"""

LET_GO = """
local id, untouched, gone = KEYS[1], unpack(ARGV)
local at, seen = redis.call('ZSCORE', 'gone', id), redis.call('ZSCORE', 'untouched', id)
local is_over = at and tonumber(at) < tonumber(gone)
if not is_over and not (seen and tonumber(seen) < tonumber(untouched)) then return 0 end
local view, visitor = unpack(redis.call('HMGET', 'run:' .. id, 'view', 'visitor'))
redis.call('DEL', 'run:' .. id, 'log:' .. id, 'view:' .. view)
for _, all in ipairs({'seen', 'untouched', 'gone', 'made:' .. (visitor or '')}) do
    redis.call('ZREM', all, id)
end
return 1
"""

TAKE = """
local run, server = 'run:' .. KEYS[1], ARGV[1]
local revision, holder, gone = unpack(redis.call('HMGET', run, 'revision', 'holder', 'gone'))
if revision and holder and holder ~= server and redis.call('EXISTS', 'server:' .. holder) == 1 then
    return {holder}
end
if revision and not gone then
    redis.call('HINCRBY', run, 'revision', 1)
    redis.call('HSET', run, 'holder', server)
end
return {'', redis.call('HGETALL', run), redis.call('LRANGE', 'log:' .. KEYS[1], 0, -1)}
"""
"""The holder, if that is another server which is there; else the run, which is this server's now:
its revision has grown, so that nothing more is written by who had it."""

GIVE = """
local run, server = 'run:' .. KEYS[1], ARGV[1]
if redis.call('HGET', run, 'holder') == server then redis.call('HDEL', run, 'holder') end
return 1
"""
"""Whoever asks for the run next has it."""
