using System;
using System.IO;
using FluentAssertions;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;
using LvsMon.Linux.Tls;
using LvsMon.Testing.Tls;
using Xunit;

namespace LvsMon.Linux.Tests.Tls;

/// <summary>What is trusted is read once, however many names are checked.</summary>
public sealed class TlsTrustTests
{
    [Fact]
    public void Contexts_OfManyNames_ShareWhatTheHostTrusts()
    {
        TlsTrust trust = new();
        using TlsContext one = Make(trust, new TlsSettings { ServerName = "one.example" });
        using TlsContext other = Make(trust, new TlsSettings { ServerName = "other.example" });
        using TlsContext unasked = Make(trust, new TlsSettings { ServerName = "one.example", Verifies = false });

        Store(one).Should().Be(Store(other));
        Store(unasked).Should().NotBe(Store(one), "it trusts nobody and needs nothing read");
    }

    [Fact]
    public void Contexts_WithTheSameAuthorities_ShareThemByContent()
    {
        TlsTrust trust = new();
        byte[] pem = TestCertificates.AuthorityPem;
        using TlsContext one = Make(trust, new TlsSettings { ServerName = "one.example", Authorities = pem });
        using TlsContext other = Make(
            trust, new TlsSettings { ServerName = "other.example", Authorities = (byte[])pem.Clone() });
        using TlsContext host = Make(trust, new TlsSettings { ServerName = "one.example" });

        Store(one).Should().Be(Store(other)).And.NotBe(Store(host));
    }

    [Fact]
    public void Host_TrustsOthersFromNowOn_ContextsOfBeforeAreNotCurrent()
    {
        string state = "one";
        TlsTrust trust = new(() => state);
        TlsSettings settings = new() { ServerName = "one.example" };
        using TlsContext before = Make(trust, settings);
        using TlsContext own = Make(trust, settings with { Authorities = TestCertificates.AuthorityPem });
        before.IsCurrent(trust).Should().BeTrue();

        state = "another";

        before.IsCurrent(trust).Should().BeFalse();
        own.IsCurrent(trust).Should().BeTrue("the host has no say in it");
        using TlsContext after = Make(trust, settings);
        Store(after).Should().NotBe(Store(before));
        after.IsCurrent(trust).Should().BeTrue();
    }

    [Fact]
    public void State_OfALinkedFileAndFolder_IsThatOfWhereItLeads()
    {
        string root = Directory.CreateTempSubdirectory().FullName;
        string folder = Directory.CreateDirectory(Path.Combine(root, "real")).FullName;
        string file = Path.Combine(folder, "bundle");
        File.WriteAllText(file, "one");
        string linkedFile = Path.Combine(root, "cert.pem");
        string linkedFolder = Path.Combine(root, "certs");
        File.CreateSymbolicLink(linkedFile, file);
        Directory.CreateSymbolicLink(linkedFolder, folder);
        (string File, string Folder) before = (TlsTrust.StateOf(linkedFile), TlsTrust.StateOf(linkedFolder));
        TlsTrust.StateOf(linkedFile).Should().Be(before.File);

        File.WriteAllText(file, "another");
        Directory.SetLastWriteTimeUtc(folder, DateTime.UnixEpoch);

        TlsTrust.StateOf(linkedFile).Should().NotBe(before.File);
        TlsTrust.StateOf(linkedFolder).Should().NotBe(before.Folder);
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public void State_OfWhatCannotBeLookedAt_IsATextToo()
    {
        string root = Directory.CreateTempSubdirectory().FullName;
        string loop = Path.Combine(root, "loop");
        File.CreateSymbolicLink(loop, loop);

        TlsTrust.StateOf("").Should().Be("unreadable");
        TlsTrust.StateOf(loop).Should().NotBeEmpty();
        TlsTrust.StateOf("/nowhere/at/all").Should().Be("unreadable");
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public void Authorities_MoreThanAreKept_AreReadAgainAndUsedOnesLiveOn()
    {
        TlsTrust trust = new();
        using TlsContext first = Make(trust, new TlsSettings { Authorities = Different(0) });
        nint store = trust.Of(Different(0));
        store.Should().Be(Store(first));
        for (int i = 1; i <= TlsTrust.Most; i++)
        {
            trust.Of(Different(i)).Should().NotBe(0);
        }

        trust.Of(Different(0)).Should().NotBe(store, "it was forgotten, and its memory is still the context's");
        CryptoCalls.AddCertificate(Store(first), 0).Should().Be(0, "the store can still be asked");
        CryptoCalls.ClearErrors();
    }

    [Fact]
    public void Authorities_WithoutACertificate_AreNone()
    {
        new TlsTrust().Of("nothing"u8.ToArray()).Should().Be(0);
        CryptoCalls.ClearErrors();
    }

    private static byte[] Different(int number) =>
        [.. TestCertificates.AuthorityPem, .. System.Text.Encoding.ASCII.GetBytes($"\n# {number}\n")];

    private static nint Store(TlsContext context) => TlsCalls.StoreOf(context.Handle);

    private static TlsContext Make(TlsTrust trust, TlsSettings settings) =>
        TlsContext.Create(settings, trust, out string? refusal) ?? throw new InvalidOperationException(refusal);
}
