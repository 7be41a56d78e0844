/* responder PORT N: N small web servers in one process, server i at 127.1.(i/250).(i%250+1). Each answers 200 and notes
 * when it took a connection. Prints "ready" when all of them listen.
 * Commands on standard input, each answered with lines that end with "end":
 *   forget    forget what was noted
 *   accepts   "NS SERVER" for each connection, NS by the monotonic clock
 * Ends at the end of standard input. */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MAX_FD = 1 << 16, MAX_NOTES = 1 << 20, BACKLOG = 64, BATCH = 256, CLIENT = -1 };

static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
static struct note { int64_t at; int server; } notes[MAX_NOTES];
static int note_count, ep;
static int server_of[MAX_FD]; /* CLIENT, or whose listener a descriptor is */

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void watch(int fd, int server)
{
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    if (fd >= MAX_FD || epoll_ctl(ep, EPOLL_CTL_ADD, fd, &event))
        fail("epoll_ctl");
    server_of[fd] = server;
}

static void open_server(int server, int port)
{
    uint32_t host = 127u << 24 | 1u << 16 | (uint32_t)(server / 250) << 8 | (uint32_t)(server % 250 + 1);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(host)};
    int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one)
        || bind(fd, (struct sockaddr *)&at, sizeof at) || listen(fd, BACKLOG))
        fail("listen");
    watch(fd, server);
}

static void take_clients(int listener)
{
    int fd;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        if (note_count == MAX_NOTES)
            exit(2);
        notes[note_count++] = (struct note){now.tv_sec * 1000000000LL + now.tv_nsec, server_of[listener]};
        watch(fd, CLIENT);
    }
}

/* A request is one small segment: what came first is all of it. */
static void serve(int fd)
{
    char request[4096];
    ssize_t length = recv(fd, request, sizeof request, 0);
    if (length < 0 && errno == EAGAIN)
        return;
    if (length > 0)
        send(fd, answer, sizeof answer - 1, MSG_NOSIGNAL);
    close(fd);
}

static void obey(void)
{
    char line[64];
    if (!fgets(line, sizeof line, stdin))
        exit(0);
    if (!strcmp(line, "forget\n"))
        note_count = 0;
    else if (!strcmp(line, "accepts\n"))
        for (int i = 0; i < note_count; i++)
            printf("%lld %d\n", (long long)notes[i].at, notes[i].server);
    puts("end");
    fflush(stdout);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    struct rlimit most;
    getrlimit(RLIMIT_NOFILE, &most);
    most.rlim_cur = most.rlim_max;
    setrlimit(RLIMIT_NOFILE, &most);
    /* Each command is one line of one write: nothing may stay unread in a buffer that epoll does not see. */
    setvbuf(stdin, NULL, _IONBF, 0);
    ep = epoll_create1(EPOLL_CLOEXEC);
    for (int server = 0; server < atoi(argv[2]); server++)
        open_server(server, atoi(argv[1]));
    watch(STDIN_FILENO, CLIENT);
    puts("ready");
    fflush(stdout);
    for (;;) {
        struct epoll_event events[BATCH];
        int count = epoll_wait(ep, events, BATCH, -1);
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            if (fd == STDIN_FILENO)
                obey();
            else if (server_of[fd] == CLIENT)
                serve(fd);
            else
                take_clients(fd);
        }
    }
}
