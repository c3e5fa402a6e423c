#!/bin/sh
# Formats the storage at the first start, with the users that may sign in, and becomes the broker.
set -eu
secrets=${KAFKA_SECRETS:-/etc/yidi}
bin=${KAFKA_BIN:-/opt/kafka/bin}
data=$(sed -n 's/^log\.dirs=//p' "$secrets/server.properties")

if [ ! -f "$data/meta.properties" ]; then
  set --
  while read -r user; do set -- "$@" --add-scram "$user"; done <"$secrets/users"
  "$bin/kafka-storage.sh" format --standalone -t "$(cat "$secrets/cluster-id")" -c "$secrets/server.properties" "$@"
fi
exec "$bin/kafka-server-start.sh" "$secrets/server.properties"
