#!/bin/bash
# Writes docs/first-run.md: runs the built daemon against nginx, sshd and postfix on loopback addresses, breaks and
# mends them, and notes what the operator sees. Needs root, the packages of .ci/run, and a Release build of the solution.
#   tests/LvsMon.SystemTests/first-run.sh >docs/first-run.md
set -euo pipefail
export LC_ALL=C.UTF-8 TZ=UTC
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d /tmp/first-run.XXXX)
chmod 755 "$work"
cd "$work"
PATH=$work/bin:$PATH
mkdir bin
ln -s "$root/src/LvsMon/bin/Release/net10.0/lvsmon" bin/lvsmon
cp "$root"/tests/LvsMon.IpvsadmStandIn/bin/Release/net10.0/* bin
groups=()
shown=0

clean_up() {
    for group in "${groups[@]}"; do
        kill -KILL -- "-$group" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap clean_up EXIT

# ---- the page ----

block() {
    echo '```'
    cat
    echo '```'
}

# Shows a command and what it prints.
run() {
    { echo "\$ $1"; bash -c "$1" 2>&1 || echo "(exit code $?)"; } | block
}

# Shows a command that stays in the background; its group can be signalled later.
start() {
    echo "\$ $1 &"
    eval "setsid $1 >>output 2>&1 </dev/null &"
    groups+=($!)
    disown $!
    eval "$2=$!"
}

# Waits until a new line of the log fits, lets the rest of it come, and shows what is new.
log() {
    local tries=0
    until tail -n "+$((shown + 1))" syslog | grep -qE "$1"; do
        tries=$((tries + 1))
        if ((tries > 300)); then
            echo "no line fits $1" >&2
            cat syslog output >&2
            exit 1
        fi
        sleep 0.1
    done
    sleep 2
    tail -n "+$((shown + 1))" syslog | sed -E 's/^<[0-9]+>//' | block
    shown=$(wc -l <syslog)
}

await_port() {
    until ss -Hltn "src $1 and sport = $2" | grep -q .; do
        sleep 0.1
    done
}

# ---- the servers ----

nginx_conf() {
    mkdir "nginx$1"
    cat >"nginx$1/nginx.conf" <<E
daemon off; user root; pid $work/nginx$1/pid;
error_log $work/nginx$1/error.log;
events { }
http {
    access_log off;
    client_body_temp_path $work/nginx$1/body; proxy_temp_path $work/nginx$1/proxy;
    fastcgi_temp_path $work/nginx$1/fastcgi; uwsgi_temp_path $work/nginx$1/uwsgi; scgi_temp_path $work/nginx$1/scgi;
    server { listen 127.0.1.1$1:8080; location = /health { return 200 "OK\n"; } }
}
E
}

nginx_conf 1
nginx_conf 2
mkdir ssh /run/sshd 2>/dev/null || mkdir -p ssh
ssh-keygen -q -t ed25519 -N '' -f ssh/key
printf 'ListenAddress 127.0.1.21\nPort 2222\nHostKey %s/ssh/key\nPidFile %s/ssh/pid\nUsePAM no\n' "$work" "$work" \
    >ssh/sshd_config
mkdir -p mail/conf mail/data mail/queue/{pid,private,public,maildrop,incoming,active,deferred,hold}
chown postfix mail/data mail/queue/{private,public,maildrop,incoming,active,deferred,hold}
cat >mail/conf/main.cf <<E
compatibility_level = 3.6
queue_directory = $work/mail/queue
data_directory = $work/mail/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
myhostname = mail.example.com
mydestination =
inet_interfaces = loopback-only
inet_protocols = ipv4
smtpd_peername_lookup = no
smtpd_client_connection_count_limit = 0
local_recipient_maps =
alias_maps =
maillog_file = $work/mail/log
maillog_file_prefixes = /tmp
E
cat >mail/conf/master.cf <<E
127.0.1.31:2525 inet n - n - - smtpd
anvil unix - - n - 1 anvil
rewrite unix - - n - - trivial-rewrite
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
E
cat >lvsmon.conf <<'E'
# One web, one ssh and one mail service.
defaults {
    connect-timeout 1s
    receive-timeout 1s
    timeout         2s
    fall            2
}

virtual tcp 192.0.2.80:80 {
    name       www
    scheduler  wrr
    check      http --url http://www.example.com/health --contains OK
    real       127.0.1.11:8080 weight 10
    real       127.0.1.12:8080 weight 5
    fallback   127.0.0.1:8080
}

virtual tcp 192.0.2.80:22 {
    name       ssh
    check      banner --preset ssh
    on-failure quiesce
    real       127.0.1.21:2222
}

virtual tcp 192.0.2.80:25 {
    name       mail
    check      banner --preset smtp
    real       127.0.1.31:2525
}
E
# What another tool keeps in the table.
printf -- '-A -t 192.0.2.99:443 -s rr\n-a -t 192.0.2.99:443 -r 192.0.2.98:443 -g -w 7\n' >bin/ipvsadm.table
setsid python3 -c '
import os, socket
log = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
log.bind("log")
with open("syslog", "wb", buffering=0) as out:
    while True:
        out.write(log.recv(4096) + b"\n")
' &
groups+=($!)
disown $!
until [[ -S log ]]; do sleep 0.1; done

# ---- the story ----

cat <<'E'
# A first run

What an operator sees, from the first start to the last signal: nginx, OpenSSH's sshd and Postfix on loopback addresses, one
lvsmon that checks them, failures made on purpose. Everything below was printed by the programs;
`tests/LvsMon.SystemTests/first-run.sh` runs it all again and writes this page.

The machine has no IPVS in its kernel. `ipvsadm` is therefore the tests' stand-in (`tests/LvsMon.IpvsadmStandIn`), which takes the
same commands, gives the same answers and keeps its table in a file. On a director leave `--ipvsadm`, `--log-socket` and
`--state-dir` out.

## The servers

E
{
    start "nginx -c \$PWD/nginx1/nginx.conf" web1
    start "nginx -c \$PWD/nginx2/nginx.conf" web2
    start "/usr/sbin/sshd -D -e -f ssh/sshd_config" ssh
    start "/usr/lib/postfix/sbin/master -d -c \$PWD/mail/conf" mail
    await_port 127.0.1.11 8080
    await_port 127.0.1.12 8080
    await_port 127.0.1.21 2222
    await_port 127.0.1.31 2525
} >started
block <started
echo
echo "nginx answers \`/health\` with 200 and \`OK\`; the others have nothing unusual in their files."
echo
echo "## The configuration"
echo
run "cat lvsmon.conf"
echo
echo "Is it right, and what will it do? Neither command touches anything."
echo
run "lvsmon check-config --file lvsmon.conf"
echo
run "lvsmon plan --file lvsmon.conf --interval 1"
echo
echo "A mistake is shown where it stands:"
echo
sed 's/scheduler  wrr/schedular  wrr/; s/weight 5/weight 99999/' lvsmon.conf >wrong.conf
run "lvsmon check-config --file wrong.conf"
echo
echo "One check by hand, before the daemon does them; the second server has no page of that name:"
echo
run "lvsmon check http --url http://www.example.com/health --contains OK 127.0.1.11:8080"
echo
run "lvsmon check http --url http://www.example.com/none 127.0.1.12:8080"
echo
echo "## The start"
echo
echo "The table before: another tool's service, which lvsmon never touches."
echo
run "ipvsadm -L -n"
echo
daemon="lvsmon --file lvsmon.conf --interval 1 --ipvsadm \$PWD/bin/ipvsadm --log-socket \$PWD/log --state-dir \$PWD/state"
start "$daemon" lvsmon >started
block <started
echo
echo "The log, as the local syslog gets it. No server was in the table, so all that are up enter it together, when each has"
echo "been checked once:"
echo
log 'TABLE.*add 127.0.1.31|TABLE: 7 edits'
echo
run "ipvsadm -L -n"
echo
echo "## A web server is stopped"
echo
echo "Two checks fail, \`fall 2\`; then one line, one edit."
echo
{ echo "\$ kill $web1"; } | block
kill "$web1"
echo
log 'TABLE www'
echo
run "ipvsadm -L -n -t 192.0.2.80:80"
echo
echo "## The other one hangs"
echo
echo "A stopped process accepts connections and says nothing. No real server is left, so the fallback enters:"
echo
{ echo "\$ kill -STOP -- -$web2"; } | block
kill -STOP -- "-$web2"
echo
log 'TABLE www'
echo
run "ipvsadm -L -n -t 192.0.2.80:80"
echo
echo "## Both come back"
echo
{
    start "nginx -c \$PWD/nginx1/nginx.conf" web1
    echo "\$ kill -CONT -- -$web2"
} >started
block <started
kill -CONT -- "-$web2"
echo
log 'TABLE www.*add 127.0.1.12'
echo
run "ipvsadm -L -n -t 192.0.2.80:80"
echo
echo "## sshd hangs: quiesced, not removed"
echo
{ echo "\$ kill -STOP -- -$ssh"; } | block
kill -STOP -- "-$ssh"
echo
log 'TABLE ssh'
echo
run "ipvsadm -L -n -t 192.0.2.80:22"
echo
{ echo "\$ kill -CONT -- -$ssh"; } | block
kill -CONT -- "-$ssh"
echo
log 'TABLE ssh'
echo
echo "## The mail server is stopped and started"
echo
{ echo "\$ kill $mail"; } | block
kill "$mail"
echo
log 'TABLE mail'
echo
start "/usr/lib/postfix/sbin/master -d -c \$PWD/mail/conf" mail >started
block <started
echo
log 'TABLE mail'
echo
echo "## Somebody edits the table by hand"
echo
echo "It is found at the next reading (\`reconcile\`, 30 s), told, and put back:"
echo
run "ipvsadm -e -t 192.0.2.80:80 -r 127.0.1.12:8080 -m -w 77"
echo
log 'TABLE www.*weight 5'
echo
echo "## The configuration changes"
echo
echo "A weight, then SIGHUP: one edit."
echo
run "sed -i 's/weight 10/weight 20/' lvsmon.conf; kill -HUP $lvsmon"
echo
log 'TABLE www.*weight 20'
echo
echo "A mistake, then SIGHUP: refused whole, nothing changes."
echo
run "cp lvsmon.conf good.conf; sed -i 's/scheduler/schedular/' lvsmon.conf; kill -HUP $lvsmon"
echo
log 'RELOAD refused'
mv good.conf lvsmon.conf
echo
echo "## The daemon dies and is started again"
echo
echo "It finds its servers in the table, lets them stay until their first verdict, and edits nothing:"
echo
{ echo "\$ kill -KILL $lvsmon"; } | block
kill -KILL "$lvsmon"
sleep 0.5
echo
start "$daemon" lvsmon >started
block <started
echo
log 'STARTED'
echo
echo "## The end"
echo
echo "SIGTERM; \`on-exit keep\` is the default: the table goes on serving."
echo
{ echo "\$ kill $lvsmon"; } | block
kill "$lvsmon"
echo
log 'STOPPED'
echo
run "ipvsadm -L -n"
echo
echo "What each line means is in [reference/log.md](reference/log.md)."
