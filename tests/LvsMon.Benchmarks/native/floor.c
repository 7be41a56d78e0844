/* floor PORT N INTERVAL_US http|tcp WARM_S SECONDS: the least that checking N targets can cost.
 *
 * One epoll loop, a fixed grid of starts that share a wake-up for up to 4 ms, descriptors that are used again
 * (connect(2) to AF_UNSPEC), no table, no log, no rise and fall. Prints "checks N cpu_us US wakes N". */
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

enum { PLACE_US = 4000, BATCH = 256, SLOTS = 8192 };

static const char request[] = "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
static int ep, http, port, fds[SLOTS], sent[SLOTS], busy[SLOTS], unused[SLOTS], unused_count;
static long passed, failed;

static int64_t cpu_us(void)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1000000LL + u.ru_utime.tv_usec + u.ru_stime.tv_usec;
}

static void finish(int slot, int good)
{
    struct sockaddr none = {.sa_family = AF_UNSPEC};
    connect(fds[slot], &none, sizeof none);
    busy[slot] = 0;
    unused[unused_count++] = slot;
    if (good)
        passed++;
    else
        failed++;
}

static void start(int target)
{
    if (unused_count == 0) {
        failed++;
        return;
    }
    int slot = unused[--unused_count];
    if (fds[slot] < 0) {
        struct linger reset = {1, 0};
        fds[slot] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        setsockopt(fds[slot], SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        struct epoll_event e = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.u32 = slot};
        epoll_ctl(ep, EPOLL_CTL_ADD, fds[slot], &e);
    }
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = target_address(target)};
    sent[slot] = 0;
    busy[slot] = 1;
    if (connect(fds[slot], (void *)&address, sizeof address) && errno != EINPROGRESS)
        finish(slot, 0);
}

static void step(int slot, unsigned events)
{
    char answer[1024];
    if (!busy[slot])
        return;
    if (!sent[slot] && (events & EPOLLOUT)) {
        int error = 0;
        socklen_t length = sizeof error;
        getsockopt(fds[slot], SOL_SOCKET, SO_ERROR, &error, &length);
        if (error || !http) {
            finish(slot, !error);
            return;
        }
        sent[slot] = 1;
        if (send(fds[slot], request, sizeof request - 1, MSG_NOSIGNAL) < 0)
            finish(slot, 0);
    } else if (sent[slot] && (events & EPOLLIN)) {
        ssize_t got = recv(fds[slot], answer, sizeof answer, 0);
        if (got >= 0 || errno != EAGAIN)
            finish(slot, got > 12 && !memcmp(answer + 9, "200", 3));
    }
}

int main(int argc, char **argv)
{
    if (argc != 7)
        return 2;
    port = atoi(argv[1]);
    int64_t n = atoll(argv[2]), interval = atoll(argv[3]);
    http = !strcmp(argv[4], "http");
    ep = epoll_create1(0);
    for (int i = 0; i < SLOTS; i++) {
        fds[i] = -1;
        unused[unused_count++] = SLOTS - 1 - i;
    }
    struct epoll_event events[BATCH];
    int64_t begin = now_us(), measure = begin + atoll(argv[5]) * 1000000, end = measure + atoll(argv[6]) * 1000000;
    int64_t next = 0, cpu = 0;
    long before = 0, wakes = 0;
    for (;;) {
        int64_t now = now_us();
        if (now >= end)
            break;
        if (!cpu && now >= measure) {
            cpu = cpu_us();
            before = passed;
            wakes = 0;
        }
        while (begin + next * interval / n <= now)
            start(next++ % n);
        int64_t due = begin + next * interval / n;
        due = begin + (due - begin + PLACE_US - 1) / PLACE_US * PLACE_US;
        int64_t wait = due - now_us();
        struct timespec limit = {wait > 0 ? wait / 1000000 : 0, wait > 0 ? wait % 1000000 * 1000 : 0};
        int ready = epoll_pwait2(ep, events, BATCH, &limit, NULL);
        wakes++;
        for (int i = 0; i < ready; i++)
            step(events[i].data.u32, events[i].events);
    }
    printf("checks %ld cpu_us %lld wakes %ld failed %ld\n", passed - before, (long long)(cpu_us() - cpu), wakes, failed);
    return 0;
}
