using System;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using LvsMon.Fuzz.Targets;
using LvsMon.Fuzz.Tests.Support;
using Xunit;

namespace LvsMon.Fuzz.Tests;

/// <summary>
/// What peers send, made after the grammar and damaged: the same verdict for every split, the reference's verdict, no
/// allocation, and a line for the log that can be shown. The promises stand in the targets.
/// </summary>
public sealed class PeerTextTests
{
    private static readonly Gen<string> LineEnd =
        Gen.Frequency((6, Gen.Constant("\r\n")), (2, Gen.Constant("\n")), (1, Gen.Elements("\r", "\r\r\n", "")));

    private static readonly Gen<string> Blank =
        Gen.Frequency((6, Gen.Constant(" ")), (1, Gen.Elements("", "\t", "  ")));

    [Fact]
    public void Http_AnswersNearTheGrammar_KeepTheirPromises()
    {
        Gen<string> chunk =
            from size in Gen.Choose(0, 20)
            from form in Gen.Elements("{0:x}\r\n", "{0:X2}\r\n", "{0:x} \r\n", "{0:x};a=b\r\n", "0{0:x}\r\n")
            select string.Format(form, size) + "needleaabaabaaend!!!"[..size] + "\r\n";
        Gen<string> body = Gen.OneOf(
            Gen.Elements("", "needle", "aabaabaa", "the end", "nee", "HTTP/1.1 200 OK\r\n\r\n"),
            from chunks in Texts.Joined(chunk, 0, 4)
            from last in Gen.Elements("0\r\n\r\n", "0;x\r\n\r\n", "", "\r\n", "g\r\n")
            select chunks + last);
        Gen<string> answer =
            from interim in Texts.Joined(Head("100 Continue", "103 Early Hints", "102", "199 x"), 0, 2)
            from head in Head("200 OK", "200", "404 Not\tFound", "204 No", "304 ", "101 Switch", "599 x", "600 x",
                "099 x")
            from content in body
            select interim + head + content;
        Action check = () => Texts.Try(new HttpTarget(), Texts.Damaged(answer));

        check.Should().NotThrow();
    }

    [Fact]
    public void Banner_GreetingsNearTheGrammar_KeepTheirPromises()
    {
        Gen<string> reply =
            from code in Gen.Frequency((4, Gen.Constant("220")),
                (1, Gen.Elements("120", "200", "201", "421", "554", "22")))
            from separator in Gen.Frequency((3, Gen.Constant(" ")), (3, Gen.Constant("-")), (1, Gen.Elements("", "x")))
            from text in Gen.Elements("ready", "mail.example.com ESMTP", "", "220 x")
            from end in LineEnd
            select code + separator + text + end;
        Gen<string> word =
            from first in Gen.Elements(
                "SSH-2.0-x", "SSH-1.99-x", "SSH-1.5-x", "SSH-", "+OK", "-ERR", "* OK", "* PREAUTH", "* bye", "* Bad",
                "+ok")
            from blank in Blank
            from end in LineEnd
            select first + blank + "text" + end;
        Gen<string> free = Gen.Elements("welcome\r\n", "999\r\n", " 220 x\r\n", "\r\n", new string('x', 300) + "\r\n");
        Gen<string> greeting = Texts.Joined(Gen.Frequency((5, reply), (3, word), (1, free)), 0, 5);
        Action check = () => Texts.Try(new BannerTarget(), Texts.Damaged(greeting));

        check.Should().NotThrow();
    }

    private static Gen<string> Head(params string[] codes)
    {
        Gen<string> field =
            from name in Gen.Elements("Server", "A", "Content-Length", "content-length", "Transfer-Encoding", "X Y", "")
            from blank in Blank
            from value in Gen.Elements("4", "20", "4, 4", "4,5", ",", "chunked", "CHUNKED", "gzip, chunked", "x\xE9",
                "", "-1")
            from fold in Gen.Frequency((8, Gen.Constant("")), (1, Gen.Elements("\r\n folded", "\r\n\t4", "\n ")))
            from end in LineEnd
            select $"{name}:{blank}{value}{fold}{end}";
        return
            from version in Gen.Frequency((5, Gen.Constant("HTTP/1.1")),
                (1, Gen.Elements("HTTP/1.0", "HTTP/2", "http/1.1")))
            from blank in Blank
            from code in Gen.Elements(codes)
            from end in LineEnd
            from fields in Texts.Joined(field, 0, 3)
            from last in LineEnd
            select version + blank + code + end + fields + last;
    }
}
