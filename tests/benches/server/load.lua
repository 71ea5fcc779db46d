-- Prints what a benchmark needs of a run of wrk: requests, microseconds, the slowest hundredth in microseconds, errors.

function done(summary, latency)
  local errors = summary.errors
  local lost = errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format("\n%d %d %d %d\n", summary.requests, summary.duration, latency:percentile(99), lost))
end
