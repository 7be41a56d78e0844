using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Linux.Files;
using LvsMon.Linux.Tests.Support;
using LvsMon.Testing;
using Xunit;

namespace LvsMon.Linux.Tests.Files;

public sealed class LineFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Append_NewFile_IsMadeForTheDaemonAndItsGroupOnly()
    {
        using LineFile file = new(_folder.File("events"));

        file.Open(out bool isNew).Should().Be(OsError.None);
        isNew.Should().BeTrue();
        file.Append("one\n"u8, out int written).Should().Be(OsError.None);

        written.Should().Be(4);
        File.ReadAllText(_folder.File("events")).Should().Be("one\n");
        (File.GetUnixFileMode(_folder.File("events")) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite
            | UnixFileMode.GroupWrite)).Should().Be(UnixFileMode.None);
    }

    [Fact]
    public void Open_FileWithHalfALine_EndsIt()
    {
        _folder.Write("events", "one\ntw");
        File.SetUnixFileMode(_folder.File("events"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using LineFile file = new(_folder.File("events"));

        file.Open(out _).Should().Be(OsError.None);
        file.Append("three\n"u8, out _);

        File.ReadAllText(_folder.File("events")).Should().Be("one\ntw\nthree\n");
    }

    [Fact]
    public void Open_Again_StaysUnlessAnotherFileStandsThere()
    {
        using LineFile file = new(_folder.File("events"));
        file.Open(out _);
        file.Append("old\n"u8, out _);
        int before = Directory.GetFileSystemEntries("/proc/self/fd").Length;

        file.Open(out bool isNew).Should().Be(OsError.None);
        isNew.Should().BeFalse();
        File.Move(_folder.File("events"), _folder.File("events.1"));
        file.Append("late\n"u8, out _);
        file.Open(out isNew).Should().Be(OsError.None);
        file.Append("new\n"u8, out _);

        isNew.Should().BeTrue();
        File.ReadAllText(_folder.File("events.1")).Should().Be("old\nlate\n");
        File.ReadAllText(_folder.File("events")).Should().Be("new\n");
        Directory.GetFileSystemEntries("/proc/self/fd").Length.Should().BeLessThanOrEqualTo(before + 1);
    }

    [Fact]
    public void Append_Fifo_IsWholeOrNotAtAllAndKeepsWhatNobodyReads()
    {
        string path = MakeFifo("fifo");
        using LineFile file = new(path);
        file.Open(out bool isNew).Should().Be(OsError.None, "nobody reads it yet");
        isNew.Should().BeTrue();
        byte[] piece = new byte[ILineFile.AtomicBytes - 1];
        Array.Fill(piece, (byte)'a');
        piece[^1] = (byte)'\n';
        long taken = 0;
        OsError error;
        while ((error = file.Append(piece, out int written)) == OsError.None)
        {
            written.Should().Be(piece.Length);
            taken += written;
        }

        error.Should().Be(OsError.WouldBlock);
        taken.Should().BeGreaterThan(50_000);
        using (FileStream reader = new(path, FileMode.Open, FileAccess.Read))
        {
            reader.ReadExactly(new byte[piece.Length]);
        }

        file.Open(out isNew).Should().Be(OsError.None);
        isNew.Should().BeFalse();
        using FileStream next = new(path, FileMode.Open, FileAccess.Read);
        byte[] rest = new byte[taken - piece.Length];
        next.ReadExactly(rest);
        rest[^1].Should().Be((byte)'\n', "the reader that left took nothing with it that it had not read");
    }

    [Fact]
    public void Open_WhatIsNotToBeTrusted_IsRefusedWithWords()
    {
        File.CreateSymbolicLink(_folder.File("link"), _folder.Write("target", "x"));
        string open = _folder.Write("open", "");
        File.SetUnixFileMode(open, (UnixFileMode)0x1B6);
        string first = _folder.Write("first", "");
        File.SetUnixFileMode(first, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Run("ln", first, _folder.File("second"));

        Refusal(_folder.File("link")).Should().Be("it is a link");
        Refusal(open).Should().Be("others may write it");
        Refusal(first).Should().Be("it has a second name");
        Refusal("/dev/full").Should().BeOneOf("it is neither a regular file nor a FIFO", "not permitted");
        Refusal(_folder.File("nowhere/events")).Should().Be("its folder is not there");
        Refusal(_folder.File("first/events")).Should().Be("its folder is none");
        Refusal("/").Should().Be("it is a folder");
        File.ReadAllText(_folder.File("target")).Should().Be("x");
    }

    [Fact]
    public void Calls_AnyOutcome_AllocateNothing()
    {
        using LineFile file = new(_folder.File("events"));
        using LineFile refused = new(_folder.File("nowhere/events"));
        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                file.Open(out _);
                file.Append("line\n"u8, out _);
                refused.Open(out _);
            }
        });

        bytes.Should().Be(0);
    }

    private static string Refusal(string path)
    {
        using LineFile file = new(path);
        file.Open(out bool isNew).Should().NotBe(OsError.None);
        isNew.Should().BeFalse();
        return Encoding.ASCII.GetString(file.Why);
    }

    private static void Run(string program, params string[] words)
    {
        using Process process = Process.Start(program, words);
        process.WaitForExit();
        process.ExitCode.Should().Be(0);
    }

    private string MakeFifo(string name)
    {
        Run("mkfifo", "-m", "600", _folder.File(name));
        return _folder.File(name);
    }
}
