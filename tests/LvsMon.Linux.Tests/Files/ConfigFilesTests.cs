using System;
using System.IO;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Linux.Files;
using LvsMon.Linux.Tests.Support;
using Xunit;

namespace LvsMon.Linux.Tests.Files;

public sealed class ConfigFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConfigFiles _files = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(16 * 1024)]
    [InlineData(100_000)]
    public void Read_OfAFile_GivesAllOfIt(int length)
    {
        string text = new('x', length);
        string path = _folder.Write("a.conf", text);

        _files.Read(path, 100_000, out byte[] content).Should().BeNull();
        Encoding.ASCII.GetString(content).Should().Be(text);
    }

    [Fact]
    public void Read_OfALongFile_SaysTheLimit()
    {
        string path = _folder.Write("a.conf", new string('x', 1001));

        _files.Read(path, 1000, out byte[] content).Should().Be("longer than 1000 bytes");
        content.Should().BeEmpty();
    }

    [Fact]
    public void Read_OfWhatIsNotThere_SaysSo()
    {
        _files.Read(_folder.File("absent"), 1000, out _).Should().Be("no such file");
        string file = _folder.Write("file", "x");
        _files.Read(file + "/a.conf", 1000, out _).Should().Be("part of the path is not a directory");
        _files.Read("a\0b", 1000, out _).Should().Be("a NUL byte in the path");
    }

    [Fact]
    public void Read_OfAFolder_SaysSo() => _files.Read(_folder.Path, 1000, out _).Should().Be("is a directory");

    [Fact]
    public void Read_OfAFifo_DoesNotHang()
    {
        string path = _folder.File("fifo");
        TestCalls.MakeFifo(path, 0x180).Should().Be(0);

        _files.Read(path, 1000, out _).Should().Be("not a regular file");
    }

    [Fact]
    public void Read_OfADevice_IsRefused() => _files.Read("/dev/zero", 1000, out _).Should().Be("not a regular file");

    [Fact]
    public void Read_OfALinkLoop_SaysSo()
    {
        File.CreateSymbolicLink(_folder.File("loop"), _folder.File("loop"));

        _files.Read(_folder.File("loop"), 1000, out _).Should().Be("too many symbolic links");
    }

    [Fact]
    public void Match_OfAPattern_GivesSortedFilesOnly()
    {
        foreach (string name in new[] { "b.conf", "a.conf", "A.conf", "10.conf", ".hidden.conf", "c.conf~", "d.cfg" })
        {
            _folder.Write(name, "x");
        }

        Directory.CreateDirectory(_folder.File("folder.conf"));

        _files.Match(_folder.File("*.conf")).Select(Path.GetFileName)
            .Should().Equal("10.conf", "A.conf", "a.conf", "b.conf");
        _files.Match(_folder.File("?.conf")).Select(Path.GetFileName).Should().Equal("A.conf", "a.conf", "b.conf");
        _files.Match(_folder.File("a.conf")).Should().Equal(_folder.File("a.conf"));
        _files.Match(_folder.File(".*.conf")).Should().Equal(_folder.File(".hidden.conf"));
    }

    [Fact]
    public void Match_OfNothing_IsEmptyAndNoError()
    {
        _files.Match(_folder.File("*.none")).Should().BeEmpty();
        _files.Match(_folder.File("absent/*.conf")).Should().BeEmpty();
        _files.Match("a\0b/*").Should().BeEmpty();
    }
}
