using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Tests.Support;
using LvsMon.Linux.Tls;
using LvsMon.Testing.Tls;
using Xunit;

namespace LvsMon.Linux.Tests.Tls;

/// <summary>Handshakes and what comes after, in one thread: nothing in these tests waits for another.</summary>
public sealed class SecureSocketSetTests
{
    private const int MostCalls = 100_000;
    private readonly byte[] _shown = new byte[4096];

    private static TlsSettings Trusting { get; } = new()
    {
        ServerName = TestCertificates.Name,
        Authorities = TestCertificates.AuthorityPem,
    };

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1000)]
    [InlineData(5, 7)]
    [InlineData(1000, 100)]
    [InlineData(4096, 100_000)]
    public void Stream_InPiecesOfAnySize_CarriesTheSameBytes(int received, int sent) => LoopThread.Run(() =>
    {
        byte[] answer = [.. Enumerable.Range(0, 50_000).Select(i => (byte)(i * 31))];
        using TlsServer server = new(TestCertificates.Good)
        {
            PieceBytes = received,
            SendBytes = sent,
            Answer = answer,
        };
        using SecureSocketSet set = new(server);

        Handshake(set, Trusting).Result.Should().Be(TlsResult.Secure);
        SendAll(set, "one line\n");
        ReadAll(set, answer.Length).Should().Equal(answer);
        set.Close(0);

        server.Heard.Should().Be("one line\n");
        server.HeardEnd.Should().Be(sent >= 100, "a good-bye is said where the socket takes it at once");
        server.IsClosed.Should().BeTrue();
    });

    [Fact]
    public void Handshake_OfCertificates_TellsWhatIsWrong() => LoopThread.Run(() =>
    {
        Verdict(TestCertificates.Good, Trusting).Should().Be((TlsResult.Secure, 0, ""));
        Verdict(TestCertificates.Make("127.0.0.1", -1, 30), Trusting with { ServerName = "127.0.0.1" })
            .Result.Should().Be(TlsResult.Secure);
        Verdict(TestCertificates.Make("other.example.net", -1, 30), Trusting).Should().Be(
            (TlsResult.NameMismatch, 0, "DNS:other.example.net"));
        X509Certificate2 old = TestCertificates.Make(TestCertificates.Name, -20, -10);
        (TlsResult expired, _, string until) = Verdict(old, Trusting);
        (expired, until[..6]).Should().Be((TlsResult.Expired, "until "));
        (TlsResult early, _, string from) = Verdict(TestCertificates.Make(TestCertificates.Name, 10, 20), Trusting);
        (early, from[..11]).Should().Be((TlsResult.Untrusted, "valid from "));
        Verdict(TestCertificates.MakeSelfSigned(TestCertificates.Name), Trusting).Should().Be(
            (TlsResult.Untrusted, 0, $"issuer CN={TestCertificates.Name}"));
        Verdict(TestCertificates.Good, Trusting with { Authorities = default }).Result.Should().Be(
            TlsResult.Untrusted, "the authorities of this host do not know it");
    });

    [Fact]
    public void Handshake_UnverifiedButToLast_LooksAtTheEndOnly() => LoopThread.Run(() =>
    {
        X509Certificate2 soon = TestCertificates.Make("other.example.net", -1, 5.5);
        TlsSettings settings = Trusting with { Verifies = false };

        Verdict(soon, settings).Result.Should().Be(TlsResult.Secure);
        (TlsResult expiring, int days, _) = Verdict(soon, settings with { ExpiresWithinS = 14 * 86_400 });
        (expiring, days).Should().Be((TlsResult.Expiring, 5));
        Verdict(soon, settings with { ExpiresWithinS = 2 * 86_400 }).Result.Should().Be(TlsResult.Secure);
    });

    [Theory]
    [InlineData(-1, 5.5, 5, 6)]
    [InlineData(-80, 10.1, 10, 90)]
    [InlineData(-20, -9.5, -10, 10)]
    [InlineData(-0.1, 0.5, 0, 1)]
    public void Handshake_Done_SaysHowLongTheCertificateIsValid(double from, double to, short left, short days) =>
        LoopThread.Run(() =>
        {
            using TlsServer server = new(TestCertificates.Make(TestCertificates.Name, from, to));
            using SecureSocketSet set = new(server);

            Handshake(set, Trusting with { Verifies = false }).Term.Should().Be(new CertificateTerm(left, days));
        });

    [Fact]
    public void Handshake_OfAPeerThatDoesNotSpeakTls_ShowsWhatItSaid() => LoopThread.Run(() =>
    {
        byte[] raw = Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\n\r\n");
        using TlsServer server = new(TestCertificates.Good) { Raw = raw };
        using SecureSocketSet set = new(server);

        TlsEnd end = Handshake(set, Trusting);

        end.Result.Should().Be(TlsResult.Handshake);
        Encoding.ASCII.GetString(_shown, 0, end.Shown).Should().Be("HTTP/1.1 400 Bad Request\r\n\r\n");
    });

    [Theory]
    [InlineData(40)]
    [InlineData(70)]
    [InlineData(112)]
    public void Handshake_RefusedByAnAlert_HasItsNumber(byte description) => LoopThread.Run(() =>
    {
        using TlsServer server = new(TestCertificates.Good) { Raw = [21, 3, 3, 0, 2, 2, description] };
        using SecureSocketSet set = new(server);

        Handshake(set, Trusting).Should().Be(new TlsEnd(TlsResult.Alert, description));
    });

    [Fact]
    public void Handshake_BrokenWhileTheSocketIsFull_IsToldAtOnce() => LoopThread.Run(() =>
    {
        // A handshake message of no kind, which OpenSSL answers with an alert.
        byte[] raw = [22, 3, 3, 0, 5, 99, 0, 0, 1, 0];
        using TlsServer server = new(TestCertificates.Good) { Raw = raw, FillsAfterBytes = 1 };
        using SecureSocketSet set = new(server);

        TlsEnd end = Handshake(set, Trusting);

        end.Result.Should().Be(TlsResult.Handshake, "nobody takes our alert");
        server.Expected.Should().NotBe(Readiness.Send);
    });

    [Theory]
    [InlineData(OsError.None)]
    [InlineData(OsError.Reset)]
    public void Handshake_CutAnywhere_FailsAndTheSlotGoesOn(OsError cut) => LoopThread.Run(() =>
    {
        for (int at = 0; at < 700; at += at < 20 ? 1 : 13)
        {
            using TlsServer server = new(TestCertificates.Good) { CutAt = at, CutEnds = cut };
            using SecureSocketSet set = new(server);
            set.Prepare([Trusting]);
            set.StartTls(0, Trusting).Should().Be(OsError.None);

            OsError error = Finish(set, out TlsEnd end);

            bool isFailure = error == OsError.Reset || (error == OsError.None && end.Result == TlsResult.Handshake);
            isFailure.Should().BeTrue("cut at {0}: {1} {2}", at, error, end);
            set.Close(0);
            set.StartTls(0, Trusting).Should().Be(OsError.None);
            set.Close(0);
        }
    });

    [Fact]
    public void Handshake_OfEveryByteChanged_IsNeverSecureWithAnother() => LoopThread.Run(() =>
    {
        byte[] flight = Flight();
        for (int at = 0; at < flight.Length; at += 3)
        {
            byte[] changed = [.. flight];
            changed[at] ^= 0x41;
            using TlsServer server = new(TestCertificates.Good) { Raw = changed };
            using SecureSocketSet set = new(server);
            set.Prepare([Trusting]);
            set.StartTls(0, Trusting).Should().Be(OsError.None);
            Finish(set, out TlsEnd end);
            end.Result.Should().NotBe(TlsResult.Secure, "another handshake's flight is no answer, byte {0}", at);
            set.Close(0);
        }
    });

    [Fact]
    public void Handshake_LongerThanItsBound_IsTooLong() => LoopThread.Run(() =>
    {
        X509Certificate2 large =
            TestCertificates.Make(TestCertificates.Name, -1, 30, TlsConnection.MaxHandshakeBytes);

        Verdict(large, Trusting).Result.Should().Be(TlsResult.TooLong);
    });

    [Fact]
    public void Handshake_WithACertificateOfOurs_ShowsIt() => LoopThread.Run(() =>
    {
        X509Certificate2 own = TestCertificates.Make("director.example.com", -1, 30);
        using TlsServer server = new(TestCertificates.Good, demandsCertificate: true);
        using SecureSocketSet set = new(server);

        Handshake(set, Trusting with { OwnCertificate = TestCertificates.Pem(own) })
            .Result.Should().Be(TlsResult.Secure);
        SendAll(set, "x\n");

        server.ClientSubject.Should().Be("CN=director.example.com");
    });

    [Fact]
    public void Receive_AfterASpoiledRecord_SaysWhatBrokeIt() => LoopThread.Run(() =>
    {
        using TlsServer server = new(TestCertificates.Good) { Answer = "fine"u8.ToArray() };
        using SecureSocketSet set = new(server);
        Handshake(set, Trusting).Result.Should().Be(TlsResult.Secure);
        SendAll(set, "x\n");
        server.Spoil();

        OsError error = OsError.None;
        for (int calls = 0; error == OsError.None && calls < MostCalls; calls++)
        {
            error = set.Receive(0, _shown, out _);
        }

        error.Should().Be(OsError.Insecure);
        Finish(set, out TlsEnd end).Should().Be(OsError.None);
        end.Result.Should().Be(TlsResult.Handshake);
    });

    [Fact]
    public void Expect_WithBytesInside_AsksToBeReportedAgain() => LoopThread.Run(() =>
    {
        using TlsServer server = new(TestCertificates.Good) { Answer = new byte[3000] };
        using SecureSocketSet set = new(server);
        Handshake(set, Trusting).Result.Should().Be(TlsResult.Secure);
        SendAll(set, "x\n");
        ReadAll(set, 1, pieceBytes: 1).Should().HaveCount(1);
        server.IsToBeAskedAgain = false;

        set.Expect(0, Readiness.Receive);
        server.IsToBeAskedAgain.Should().BeTrue("what is inside is in no socket any more");

        ReadAll(set, 2999).Should().HaveCount(2999);
        set.Receive(0, _shown, out _).Should().Be(OsError.WouldBlock);
        server.IsToBeAskedAgain = false;
        set.Expect(0, Readiness.Receive);
        server.IsToBeAskedAgain.Should().BeFalse("nothing is inside: that would spin");
    });

    [Fact]
    public void Stream_ManyTimes_AllocatesNothingManaged() => LoopThread.Run(() =>
    {
        const int Rounds = 20;
        TlsServer[] servers = [.. Enumerable.Range(0, Rounds).Select(_ => new TlsServer(TestCertificates.Good))];
        RoundRobin inner = new(servers);
        using SecureSocketSet set = new(inner);
        set.Prepare([Trusting]);
        byte[] shown = new byte[64];
        long own = 0;
        for (int round = 0; round < Rounds; round++)
        {
            inner.Turn = round;
            long before = GC.GetAllocatedBytesForCurrentThread();
            inner.Allocated = 0;
            set.StartTls(0, Trusting);
            OsError error = OsError.WouldBlock;
            for (int calls = 0; error == OsError.WouldBlock && calls < MostCalls; calls++)
            {
                error = set.FinishTls(0, shown, out _);
            }

            set.Send(0, "line\n"u8, out _);
            set.Receive(0, shown, out _);
            set.Close(0);
            own = GC.GetAllocatedBytesForCurrentThread() - before - inner.Allocated;
        }

        own.Should().Be(0, "what the server in the same thread took is not counted");
        Array.ForEach(servers, server => server.Dispose());
    });

    [Fact]
    public void Prepare_OfANewPlan_KeepsWhatIsUsedAndForgetsTheRest() => LoopThread.Run(() =>
    {
        using TlsServer server = new(TestCertificates.Good);
        using SecureSocketSet set = new(server);
        TlsSettings other = Trusting with { Verifies = false };
        set.Prepare([Trusting]);
        set.Prepare([other]);

        set.StartTls(0, Trusting).Should().Be(OsError.Other);
        TlsSettings equal = other with { ServerName = other.ServerName };
        set.StartTls(0, equal).Should().Be(OsError.None, "equal settings are the same");
    });

    /// <summary>What a server answers to one handshake: to any other it is a forgery.</summary>
    private static byte[] Flight()
    {
        using TlsServer server = new(TestCertificates.Good);
        using SecureSocketSet set = new(server);
        set.Prepare([Trusting]);
        set.StartTls(0, Trusting);
        byte[] flight = new byte[4096];
        server.Receive(0, flight, out int length);
        return flight[..length];
    }

    private (TlsResult Result, int Number, string Text) Verdict(X509Certificate2 certificate, TlsSettings settings)
    {
        using TlsServer server = new(certificate);
        using SecureSocketSet set = new(server);
        TlsEnd end = Handshake(set, settings);
        set.Close(0);
        return (end.Result, end.Number, Encoding.UTF8.GetString(_shown, 0, end.Shown));
    }

    private TlsEnd Handshake(SecureSocketSet set, TlsSettings settings)
    {
        set.Prepare([settings]);
        set.StartTls(0, settings).Should().Be(OsError.None);
        Finish(set, out TlsEnd end).Should().Be(OsError.None);
        return end;
    }

    private OsError Finish(SecureSocketSet set, out TlsEnd end)
    {
        end = default;
        OsError error = OsError.WouldBlock;
        for (int calls = 0; error == OsError.WouldBlock && calls < MostCalls; calls++)
        {
            error = set.FinishTls(0, _shown, out end);
        }

        return error;
    }

    private static void SendAll(SecureSocketSet set, string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        int done = 0;
        for (int calls = 0; done < bytes.Length && calls < MostCalls; calls++)
        {
            set.Send(0, bytes.AsSpan(done), out int sent).Should().BeOneOf(OsError.None, OsError.WouldBlock);
            done += sent;
        }

        done.Should().Be(bytes.Length);
    }

    private static byte[] ReadAll(SecureSocketSet set, int length, int pieceBytes = 1500)
    {
        List<byte> all = [];
        byte[] buffer = new byte[pieceBytes];
        for (int calls = 0; all.Count < length && calls < MostCalls; calls++)
        {
            OsError error = set.Receive(0, buffer, out int received);
            error.Should().BeOneOf(OsError.None, OsError.WouldBlock);
            all.AddRange(buffer[..received]);
        }

        return [.. all];
    }
}
