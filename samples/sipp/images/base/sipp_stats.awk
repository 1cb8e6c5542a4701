# Reads SIPp's statistics file (-trace_stat) and prints what changed, a line each:
#   sipp-stats elapsed=2.0 target=50 rate=49.9 created=100 current=1 successful=99 failed=0 retransmissions=0
# The line "end;CODE" makes it print the last one, with the rate over all and the exit code:
#   sipp-total elapsed=4.0 target=50 rate=49.8 created=200 current=0 successful=200 failed=0 retransmissions=0 exit=0

BEGIN { FS = ";" }

# Of a time, SIPp gives date, time of day and seconds since 1970.
function seconds(name, parts) {
  split($column[name], parts, "\t")
  return parts[3]
}

function text(rate) {
  return "elapsed=" sprintf("%.1f", seconds("CurrentTime") - seconds("StartTime")) \
    " target=" $column["TargetRate"] " rate=" sprintf("%.1f", rate) counts()
}

function counts() {
  return " created=" $column["TotalCallCreated"] " current=" $column["CurrentCall"] \
    " successful=" $column["SuccessfulCall(C)"] " failed=" $column["FailedCall(C)"] \
    " retransmissions=" $column["Retransmissions(C)"]
}

$1 == "StartTime" {
  for (i = 1; i <= NF; i++) column[$i] = i
  total = "elapsed=0.0 target=0 rate=0.0 created=0 current=0 successful=0 failed=0 retransmissions=0"
  next
}

$1 == "end" {
  if (total != "") print "sipp-total " total " exit=" $2
  exit
}

NF > 20 {
  total = text($column["CallRate(C)"])
  # The first line and the last ones are of a moment, not of a period.
  if (seconds("CurrentTime") - seconds("LastResetTime") < 0.5) next
  now = $column["CallRate(P)"] + 0 counts()
  if (now == before) next
  before = now
  print "sipp-stats " text($column["CallRate(P)"])
  fflush()
}
