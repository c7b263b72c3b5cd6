#!/bin/sh
# Makes Prometheus blocks of the history, unless that was done before.
set -eu
if [ -e /prometheus/.filled ]; then
  echo 'The history is there already.'
  exit 0
fi
promtool tsdb create-blocks-from openmetrics -q --max-block-duration=720h /state/history.txt /prometheus
touch /prometheus/.filled
