using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;
using Xunit;

namespace LvsMon.Linux.Tests.Native;

public sealed class ErrnoTests
{
    [Theory]
    [InlineData(0, OsError.None)]
    [InlineData(11, OsError.WouldBlock)]
    [InlineData(115, OsError.WouldBlock)]
    [InlineData(111, OsError.Refused)]
    [InlineData(104, OsError.Reset)]
    [InlineData(32, OsError.Reset)]
    [InlineData(103, OsError.Reset)]
    [InlineData(113, OsError.HostUnreachable)]
    [InlineData(112, OsError.HostUnreachable)]
    [InlineData(64, OsError.HostUnreachable)]
    [InlineData(101, OsError.HostUnreachable)]
    [InlineData(13, OsError.HostUnreachable)]
    [InlineData(92, OsError.HostUnreachable)]
    [InlineData(95, OsError.HostUnreachable)]
    [InlineData(110, OsError.TimedOut)]
    [InlineData(12, OsError.NoMemory)]
    [InlineData(105, OsError.NoMemory)]
    [InlineData(1, OsError.NotPermitted)]
    [InlineData(5, OsError.Other)]
    [InlineData(4095, OsError.Other)]
    public void OfPeer_AnErrno_SpeaksOfThePeerOrThePath(int errno, OsError expected) =>
        Errno.OfPeer(errno).Should().Be(expected);

    [Theory]
    [InlineData(0, OsError.None)]
    [InlineData(115, OsError.WouldBlock)]
    [InlineData(11, OsError.NoMemory)]
    [InlineData(111, OsError.Refused)]
    [InlineData(101, OsError.NoRoute)]
    [InlineData(113, OsError.NoRoute)]
    [InlineData(22, OsError.NoRoute)]
    [InlineData(13, OsError.NoRoute)]
    [InlineData(97, OsError.NoRoute)]
    [InlineData(100, OsError.NoRoute)]
    [InlineData(99, OsError.NoLocalPort)]
    [InlineData(98, OsError.NoLocalPort)]
    [InlineData(24, OsError.NoDescriptor)]
    [InlineData(23, OsError.NoDescriptor)]
    [InlineData(12, OsError.NoMemory)]
    [InlineData(1, OsError.NotPermitted)]
    public void OfCall_AnErrno_SpeaksOfThisMachine(int errno, OsError expected) =>
        Errno.OfCall(errno).Should().Be(expected);

    [Theory]
    [InlineData(99, OsError.NoLocalAddress)]
    [InlineData(22, OsError.NoLocalAddress)]
    [InlineData(98, OsError.NoLocalPort)]
    [InlineData(12, OsError.NoMemory)]
    public void OfBind_AnErrno_SpeaksOfTheSource(int errno, OsError expected) =>
        Errno.OfBind(errno).Should().Be(expected);

    [Theory]
    [InlineData(2, OsError.NotFound)]
    [InlineData(20, OsError.NotFound)]
    [InlineData(13, OsError.NotPermitted)]
    [InlineData(1, OsError.NotPermitted)]
    [InlineData(30, OsError.NotPermitted)]
    [InlineData(11, OsError.WouldBlock)]
    [InlineData(24, OsError.NoDescriptor)]
    [InlineData(28, OsError.NoSpace)]
    [InlineData(122, OsError.NoSpace)]
    [InlineData(5, OsError.Other)]
    public void OfFile_AnErrno_SpeaksOfTheFile(int errno, OsError expected) =>
        Errno.OfFile(errno).Should().Be(expected);

    [Theory]
    [InlineData(11, OsError.NoMemory)]
    [InlineData(7, OsError.Other)]
    [InlineData(26, OsError.Other)]
    [InlineData(2, OsError.NotFound)]
    public void OfSpawn_AnErrno_NeverAsksToWait(int errno, OsError expected) =>
        Errno.OfSpawn(errno).Should().Be(expected);
}
