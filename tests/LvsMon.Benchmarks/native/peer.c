/* peer PORT N [TEXT]: the real servers of a benchmark, one process on a wildcard listener.
 *
 * Answers every request with TEXT and a line end, else with 200, or with 503 for targets that were told to fail.
 * Notes when each target was reached.
 * Commands on standard input, one answer line each:
 *   reset               forget what was noted
 *   stats INTERVAL_US   "checks N targets N p50 US p99 US max US buckets R": how far each distance of two checks of a
 *                       target is from the interval, and the fullest 10 ms as a multiple of the mean
 *   grid INTERVAL_US    "checks N slots N p50 US p99 US max US": how late each check of target 0 is in its slot
 *                       of the grid of the interval that the earliest of them lays down, and the slots of that time
 *   fail A B | heal A B targets A to B - 1 answer 503, or 200 again
 * Ends at the end of standard input. */
#define _GNU_SOURCE
#include "targets.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LISTENER = 0, MAX_FD = 1 << 20, MAX_NOTES = 1 << 22, BATCH = 256 };

static const char good[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
static const char bad[] = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
static struct note { int64_t at; int target; } *notes;
static int *target_of, note_count, count;
static const char *text;
static char *failing;
static int64_t *last;

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void stats(int64_t interval)
{
    int64_t *away = malloc(sizeof *away * (note_count + 1));
    int distances = 0, targets = 0, fullest = 0, in_bucket = 0;
    int64_t bucket = -1, first = note_count ? notes[0].at : 0;
    memset(last, 0, sizeof *last * count);
    for (int i = 0; i < note_count; i++) {
        int target = notes[i].target;
        if (last[target])
            away[distances++] = llabs(notes[i].at - last[target] - interval);
        else
            targets++;
        last[target] = notes[i].at;
        int64_t b = (notes[i].at - first) / 10000;
        in_bucket = b == bucket ? in_bucket + 1 : 1;
        bucket = b;
        fullest = in_bucket > fullest ? in_bucket : fullest;
    }
    qsort(away, distances, sizeof *away, by_value);
    double seconds = note_count ? (notes[note_count - 1].at - first) / 1e6 : 0;
    double mean = seconds > 0 ? note_count / seconds / 100 : 0;
    printf("checks %d targets %d p50 %lld p99 %lld max %lld buckets %.2f\n", note_count, targets,
        distances ? (long long)away[distances / 2] : -1, distances ? (long long)away[distances * 99LL / 100] : -1,
        distances ? (long long)away[distances - 1] : -1, mean > 0 ? fullest / mean : 0);
    free(away);
}

static void grid(int64_t interval)
{
    int64_t *late = malloc(sizeof *late * (note_count + 1)), first = 0, slot = -1, earliest = INT64_MAX;
    int checks = 0;
    for (int i = 0; i < note_count; i++)
        if (notes[i].target == 0) {
            first = checks ? first : notes[i].at;
            slot = (notes[i].at - first + interval / 2) / interval;
            late[checks] = notes[i].at - first - slot * interval;
            earliest = late[checks] < earliest ? late[checks] : earliest;
            checks++;
        }
    qsort(late, checks, sizeof *late, by_value);
    printf("checks %d slots %lld p50 %lld p99 %lld max %lld\n", checks, (long long)slot + 1,
        checks ? (long long)(late[checks / 2] - earliest) : -1,
        checks ? (long long)(late[checks * 99LL / 100] - earliest) : -1,
        checks ? (long long)(late[checks - 1] - earliest) : -1);
    free(late);
}

static int command(void)
{
    char line[256];
    long long a = 0, b = 0;
    if (!fgets(line, sizeof line, stdin))
        return 0;
    if (sscanf(line, "stats %lld", &a) == 1)
        stats(a);
    else if (sscanf(line, "grid %lld", &a) == 1)
        grid(a);
    else if (sscanf(line, "fail %lld %lld", &a, &b) == 2 || sscanf(line, "heal %lld %lld", &a, &b) == 2) {
        for (; a < b && a < count; a++)
            failing[a] = line[0] == 'f';
        puts("ok");
    } else {
        note_count = 0;
        puts("ok");
    }
    fflush(stdout);
    return 1;
}

static void take(int ep, int listener)
{
    for (int i = 0; i < BATCH; i++) {
        struct sockaddr_in local;
        socklen_t length = sizeof local;
        int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0)
            return;
        getsockname(fd, (void *)&local, &length);
        target_of[fd] = target_number(local.sin_addr.s_addr);
        if (target_of[fd] >= 0 && target_of[fd] < count && note_count < MAX_NOTES)
            notes[note_count++] = (struct note){now_us(), target_of[fd]};
        struct epoll_event e = {.events = EPOLLIN | EPOLLRDHUP, .data.u64 = fd};
        epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e);
    }
}

static void serve(int fd)
{
    char request[2048];
    ssize_t got = recv(fd, request, sizeof request, 0);
    if (got < 0 && errno == EAGAIN)
        return;
    if (got <= 0) {
        close(fd);
        return;
    }
    if (text) {
        if (dprintf(fd, "%s\n", text) < 0)
            close(fd);
        return;
    }
    int target = target_of[fd], fails = target >= 0 && target < count && failing[target];
    if (send(fd, fails ? bad : good, fails ? sizeof bad - 1 : sizeof good - 1, MSG_NOSIGNAL) < 0)
        close(fd);
}

int main(int argc, char **argv)
{
    if (argc != 3 && argc != 4)
        return 2;
    text = argc == 4 ? argv[3] : NULL;
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    count = atoi(argv[2]);
    notes = malloc(sizeof *notes * MAX_NOTES);
    target_of = calloc(MAX_FD, sizeof *target_of);
    failing = calloc(count, 1);
    last = calloc(count, sizeof *last);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
    int one = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), ep = epoll_create1(0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listener, (void *)&address, sizeof address) || listen(listener, 65535)) {
        perror("peer");
        return 1;
    }
    struct epoll_event e = {.events = EPOLLIN, .data.u64 = LISTENER};
    epoll_ctl(ep, EPOLL_CTL_ADD, 0, &e);
    e.data.u64 = listener;
    epoll_ctl(ep, EPOLL_CTL_ADD, listener, &e);
    puts("ready");
    fflush(stdout);
    struct epoll_event events[BATCH];
    for (;;) {
        int ready = epoll_wait(ep, events, BATCH, -1);
        for (int i = 0; i < ready; i++) {
            int fd = (int)events[i].data.u64;
            if (fd == LISTENER) {
                if (!command())
                    return 0;
            } else if (fd == listener)
                take(ep, listener);
            else
                serve(fd);
        }
    }
}
