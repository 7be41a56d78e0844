using System.IO;
using FluentAssertions;
using LvsMon.Core.Values;
using LvsMon.Linux.Programs;
using LvsMon.Linux.Tests.Support;
using Xunit;

namespace LvsMon.Linux.Tests.Programs;

public sealed class ProgramFilesTests
{
    private const UnixFileMode Runnable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [Fact]
    public void Refusal_OfAProgram_IsNone()
    {
        new ProgramFiles().Refusal(Program("/bin/sh")).Should().BeNull();
        new ProgramFiles().Doubt(Program("/bin/sh")).Should().BeNull();
    }

    [Fact]
    public void Refusal_OfWhatIsNoProgram_SaysWhy()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("plain", "#!/bin/sh\n");

        new ProgramFiles().Refusal(Program("/nonexistent/x")).Should().Contain("is not there");
        new ProgramFiles().Refusal(Program(folder.Path)).Should().Contain("not a regular file");
        new ProgramFiles().Refusal(Program(file)).Should().Contain("may not be executed");
    }

    [Theory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void Doubt_OfAFileThatOthersCanWrite_NamesIt(UnixFileMode more)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("program", "#!/bin/sh\n");
        File.SetUnixFileMode(file, Runnable);
        new ProgramFiles().Doubt(Program(file)).Should().BeNull("/tmp is everybody's but sticky");

        File.SetUnixFileMode(file, Runnable | more);

        new ProgramFiles().Doubt(Program(file)).Should().StartWith($"\"{file}\" can be written by");
    }

    [Fact]
    public void Doubt_OfAFolderThatOthersCanWrite_NamesItAlsoBehindALink()
    {
        using TemporaryFolder folder = new();
        string inner = Directory.CreateDirectory(folder.File("inner")).FullName;
        string file = Path.Combine(inner, "program");
        File.WriteAllText(file, "#!/bin/sh\n");
        File.SetUnixFileMode(file, Runnable);
        File.SetUnixFileMode(inner, Runnable | UnixFileMode.OtherWrite);
        string link = folder.File("link");
        File.CreateSymbolicLink(link, Directory.CreateDirectory(folder.File("inner/deep")).FullName);
        File.Move(file, Path.Combine(inner, "deep", "program"));
        file = Path.Combine(inner, "deep", "program");
        link += "/program";

        new ProgramFiles().Doubt(Program(file)).Should().StartWith($"\"{inner}\", on the way to");
        new ProgramFiles().Doubt(Program(link)).Should().StartWith($"\"{inner}\", on the way to");
    }

    private static ExternalProgram Program(string path) => new(path, []);
}
