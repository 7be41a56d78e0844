/* Target i of a benchmark is 127.(1 + i / 62500).(i / 250 % 250).(i % 250 + 1): all behind one wildcard listener. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <time.h>

static inline uint32_t target_address(int i)
{
    return htonl(0x7f000000u + ((1u + i / 62500) << 16) + ((i / 250 % 250) << 8) + i % 250 + 1);
}

static inline int target_number(uint32_t address)
{
    uint32_t a = ntohl(address);
    return (int)(((a >> 16 & 255) - 1) * 62500 + (a >> 8 & 255) * 250 + (a & 255) - 1);
}

static inline int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}
