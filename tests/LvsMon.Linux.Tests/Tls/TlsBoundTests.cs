using System;
using System.Buffers.Binary;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Tests.Support;
using LvsMon.Linux.Tls;
using LvsMon.Testing.Tls;
using Xunit;

namespace LvsMon.Linux.Tests.Tls;

/// <summary>How much a server can make of one step.</summary>
public sealed class TlsBoundTests
{
    private readonly byte[] _shown = new byte[4096];

    private static TlsSettings Trusting { get; } = new()
    {
        ServerName = TestCertificates.Name,
        Authorities = TestCertificates.AuthorityPem,
    };

    /// <summary>Prime fields: a step of 10 000 bits takes a second.</summary>
    [Fact]
    public void Handshake_OfAnyContext_OffersCurvesOnly() => LoopThread.Run(() =>
    {
        using TlsServer server = new(TestCertificates.Good) { Raw = [] };
        using SecureSocketSet set = new(server);
        set.Prepare([Trusting]);
        set.StartTls(0, Trusting).Should().Be(OsError.None);

        ClientHello hello = ClientHello.Of(server.Taken.ToArray());

        // X25519, P-256, P-384, P-521 (RFC 8446 section 4.2.7).
        hello.Groups.Should().Equal(0x001D, 0x0017, 0x0018, 0x0019);
        hello.Ciphers.Should().Contain(0x1301).And.Contain(0xC02F).And.Contain(0x009C, "RSA without either is cheap");
        hello.Ciphers.Should().NotContain(
            [0x009E, 0x009F, 0xCCAA, 0x0033, 0x0039, 0x0067, 0x006B], "these are DHE-RSA (RFC 5246, 5288, 7905)");
    });

    [Fact]
    public void Receive_KeysThatChangeWithoutEnd_IsBoundedInEachCallAndInAll() => LoopThread.Run(() =>
    {
        using RestlessServer server = new(TestCertificates.Good);
        using SecureSocketSet set = new(server);
        set.Prepare([Trusting]);
        set.StartTls(0, Trusting).Should().Be(OsError.None);
        set.FinishTls(0, _shown, out TlsEnd begun).Should().Be(OsError.None);
        begun.Result.Should().Be(TlsResult.Secure);
        int before = server.HandedOut;
        OsError error = OsError.WouldBlock;
        int calls = 0;
        for (; error == OsError.WouldBlock && calls < 1_000; calls++)
        {
            int handedOut = server.HandedOut;
            error = set.Receive(0, _shown, out _);
            (server.HandedOut - handedOut).Should().BeInRange(1, 4 * 1024);
            server.AskedAgain.Should().Be(error == OsError.WouldBlock ? calls + 1 : calls, "there is more to read");
        }

        error.Should().Be(OsError.Insecure);
        (server.HandedOut - before).Should().BeInRange(64 * 1024, 68 * 1024);
        set.FinishTls(0, _shown, out TlsEnd end).Should().Be(OsError.None);
        end.Result.Should().Be(TlsResult.TooLong);
    });

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(20)]
    public void Expect_WithAPartOfARecord_WaitsForTheRest(int part) => LoopThread.Run(() =>
    {
        using TlsServer server = new(TestCertificates.Good) { Answer = new byte[1000] };
        using SecureSocketSet set = new(server);
        set.Prepare([Trusting]);
        set.StartTls(0, Trusting).Should().Be(OsError.None);
        for (int calls = 0; calls < 100 && set.FinishTls(0, _shown, out _) == OsError.WouldBlock; calls++)
        {
        }

        set.Receive(0, _shown, out _).Should().Be(OsError.WouldBlock, "tickets are nothing to show");
        set.Send(0, "x\n"u8, out int sent).Should().Be(OsError.None);
        sent.Should().Be(2);
        server.Allowance = part;
        set.Receive(0, _shown, out _).Should().Be(OsError.WouldBlock);
        server.Allowance.Should().Be(0, "it was taken");
        server.IsToBeAskedAgain = false;

        set.Expect(0, Readiness.Receive);

        server.IsToBeAskedAgain.Should().BeFalse("the rest of it is not there: that would spin");
        server.Allowance = int.MaxValue;
        int received = 0;
        for (int calls = 0; calls < 100 && received < 1000; calls++)
        {
            set.Receive(0, _shown, out int now).Should().BeOneOf(OsError.None, OsError.WouldBlock);
            received += now;
        }

        received.Should().Be(1000);
    });

    /// <summary>What a client offers (RFC 8446 section 4.1.2).</summary>
    private sealed record ClientHello(int[] Ciphers, int[] Groups)
    {
        private const int SupportedGroups = 10;

        internal static ClientHello Of(ReadOnlySpan<byte> record)
        {
            // Record 5, message 4, version 2, random 32.
            ReadOnlySpan<byte> left = record[43..];
            left = left[(1 + left[0])..];
            int[] ciphers = Numbers(left);
            left = left[(2 + BinaryPrimitives.ReadUInt16BigEndian(left))..];
            left = left[(1 + left[0] + 2)..];
            while (BinaryPrimitives.ReadUInt16BigEndian(left) != SupportedGroups)
            {
                left = left[(4 + BinaryPrimitives.ReadUInt16BigEndian(left[2..]))..];
            }

            return new ClientHello(ciphers, Numbers(left[4..]));
        }

        private static int[] Numbers(ReadOnlySpan<byte> list)
        {
            byte[] bytes = list.Slice(2, BinaryPrimitives.ReadUInt16BigEndian(list)).ToArray();
            return [.. Enumerable.Range(0, bytes.Length / 2).Select(at => (bytes[2 * at] << 8) | bytes[(2 * at) + 1])];
        }
    }
}
