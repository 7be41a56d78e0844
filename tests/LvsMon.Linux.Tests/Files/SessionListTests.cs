using System;
using System.IO;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Linux.Files;
using LvsMon.Testing;
using Xunit;

namespace LvsMon.Linux.Tests.Files;

public sealed class SessionListTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lvsmon-").FullName;

    private string PathOfList => Path.Combine(_folder, "ip_vs");

    [Fact]
    public void Read_InPieces_GivesAllAndThenTheEndAgainAndAgain()
    {
        File.WriteAllText(PathOfList, "IP Virtual Server\nrow\n");
        using SessionList list = new(PathOfList);
        for (int round = 0; round < 2; round++)
        {
            list.Open().Should().Be(OsError.None);
            ReadAll(list).Should().Be("IP Virtual Server\nrow\n");
            list.Read(new byte[5], out int length).Should().Be(OsError.None);
            length.Should().Be(0);
            list.Close();
        }
    }

    [Fact]
    public void Open_NoFile_IsNotFoundAndReadsNothing()
    {
        using SessionList list = new(PathOfList);

        list.Open().Should().Be(OsError.NotFound);
        list.Read(new byte[5], out int length).Should().Be(OsError.Other);
        length.Should().Be(0);
        list.Close();
    }

    [Fact]
    public void Read_Folder_IsAnErrorAsAValue()
    {
        using SessionList list = new(_folder);

        list.Open().Should().Be(OsError.None);
        list.Read(new byte[5], out _).Should().Be(OsError.Other);
    }

    [Fact]
    public void OpenAndRead_AgainAndAgain_KeepNoDescriptorAndAllocateNothing()
    {
        File.WriteAllText(PathOfList, new string('x', 10_000));
        using SessionList list = new(PathOfList);
        byte[] buffer = new byte[4096];
        int open = Directory.GetFiles("/proc/self/fd").Length;
        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                list.Open();
                while (list.Read(buffer, out int length) == OsError.None && length > 0)
                {
                }
            }

            list.Close();
        });

        bytes.Should().Be(0);
        int descriptors = Directory.GetFiles("/proc/self/fd").Length - open;
        descriptors.Should().BeLessThan(50, "other tests have files too, but not a hundred");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string ReadAll(SessionList list)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[5];
        while (list.Read(buffer, out int length) == OsError.None && length > 0)
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, length));
        }

        return text.ToString();
    }
}
