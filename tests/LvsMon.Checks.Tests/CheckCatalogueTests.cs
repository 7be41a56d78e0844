using System;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using Xunit;

namespace LvsMon.Checks.Tests;

public sealed class CheckCatalogueTests
{
    [Fact]
    public void Names_OfAllChecks_AreFound()
    {
        CheckCatalogue.All.Select(p => p.Name).Should().Equal(
            "tcp", "http", "banner", "redis", "memcached", "mysql", "postgresql", "ldap", "udp", "dns", "radius",
            "sip", "ping", "transaction", "smtp", "pop3", "imap", "ftp", "nntp", "exec", "agent");
        CheckCatalogue.All.Should().OnlyContain(p => CheckCatalogue.Find(p.Name) == p);
        CheckCatalogue.Default.Name.Should().Be("tcp");
        CheckCatalogue.Find("HTTP").Should().BeNull();
    }

    [Fact]
    public void Options_OfAllChecks_AreWellDeclared()
    {
        foreach (ICheckPlugin plugin in CheckCatalogue.All)
        {
            CheckOption[] options = [.. plugin.Options, .. CommonOptions.All];
            options.Select(o => o.Name).Should().OnlyHaveUniqueItems().And.OnlyContain(n => n.StartsWith("--"));
            options.Should().OnlyContain(o => o.Description.EndsWith('.'));
            options.Should().OnlyContain(
                o => o.Default == null || o.Choices.Count == 0 || o.Choices.Contains(o.Default));
        }
    }

    [Fact]
    public void Programs_OfTheSameWords_AreEqualInAnyOrder()
    {
        ICheckPlugin http = CheckCatalogue.Find("http")!;
        CheckProgram one = CheckCompiler.Program(http, "--status", "200", "--url", "http://a/");
        CheckProgram other = CheckCompiler.Program(http, "--url=http://a/", "--method", "GET", "--status=200");

        other.Identity.Should().Be(one.Identity);
        CheckCompiler.Program(http, "--url", "http://b/", "--status", "200").Identity.Should().NotBe(one.Identity);
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("http")]
    [InlineData("banner")]
    [InlineData("redis")]
    [InlineData("memcached")]
    [InlineData("mysql")]
    [InlineData("postgresql")]
    [InlineData("ldap")]
    [InlineData("udp")]
    [InlineData("dns")]
    [InlineData("radius")]
    [InlineData("sip")]
    [InlineData("ping")]
    [InlineData("transaction")]
    [InlineData("smtp")]
    [InlineData("pop3")]
    [InlineData("imap")]
    [InlineData("ftp")]
    [InlineData("nntp")]
    [InlineData("exec")]
    [InlineData("agent")]
    public void Reference_OfACheck_IsWhatThePluginDeclares(string name)
    {
        string section = ReferencePage.Section(CheckCatalogue.Find(name)!);
        ReferencePage.Read().Contains(section, StringComparison.Ordinal).Should().BeTrue(
            "docs/reference/checks.md must contain\n{0}", section);
    }

    [Fact]
    public void Reference_OfTls_IsWhatIsDeclared() =>
        ReferencePage.Read().Contains(ReferencePage.TlsTable(), StringComparison.Ordinal).Should().BeTrue(
            "docs/reference/checks.md must contain\n{0}", ReferencePage.TlsTable());
}
