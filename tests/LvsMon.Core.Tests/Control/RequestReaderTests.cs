using System;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Control;
using Xunit;

namespace LvsMon.Core.Tests.Control;

public sealed class RequestReaderTests
{
    [Theory]
    [InlineData("x", ControlError.Malformed)]
    [InlineData("{}", ControlError.WrongVersion)]
    [InlineData("{\"version\":2,\"command\":\"status\"}", ControlError.WrongVersion)]
    [InlineData("{\"version\":\"1\",\"command\":\"status\"}", ControlError.WrongVersion)]
    [InlineData("{\"version\":1}", ControlError.UnknownCommand)]
    [InlineData("{\"version\":1,\"command\":\"stat\"}", ControlError.UnknownCommand)]
    [InlineData("{\"version\":1,\"command\":7}", ControlError.UnknownCommand)]
    [InlineData("{\"version\":1,\"command\":\"status\",\"x\":1}", ControlError.UnknownField)]
    [InlineData("{\"version\":1,\"command\":\"version\",\"name\":\"www\"}", ControlError.UnknownField)]
    [InlineData("{\"version\":1,\"command\":\"status\",\"name\":1}", ControlError.BadValue)]
    [InlineData("{\"version\":1,\"command\":\"status\",\"name\":null}", ControlError.BadValue)]
    [InlineData("{\"version\":1,\"version\":1,\"command\":\"status\"}", ControlError.Malformed)]
    [InlineData("{\"version\":1,\"command\":\"status\",\"name\":\"a\",\"name\":\"a\"}", ControlError.Malformed)]
    [InlineData("{\"version\":1,\"command\":\"status\",\"name\":{\"a\":1}}", ControlError.Malformed)]
    [InlineData("{\"version\":1,\"command\":\"status\"", ControlError.Malformed)]
    public void Read_WrongRequest_TellsTheOneError(string line, ControlError expected)
    {
        RequestReader.Read(Encoding.UTF8.GetBytes(line), out _).Should().Be(expected);
    }

    [Fact]
    public void Read_NameAndService_AreUnescaped()
    {
        byte[] line = Encoding.UTF8.GetBytes(
            " {\"service\":\"w\\u0077w\",\"name\":\"a\\\"b\",\"command\":\"status\",\"version\":1} ");

        RequestReader.Read(line, out ControlRequest request).Should().Be(ControlError.None);
        request.Verb.Should().Be(ControlVerb.Status);
        request.Permission.Should().Be(ControlPermission.Reading);
        Encoding.UTF8.GetString(request.Text(ControlField.Name)).Should().Be("a\"b");
        Encoding.UTF8.GetString(request.Text(ControlField.Service)).Should().Be("www");
    }

    [Fact]
    public void Catalogue_Fields_AreAllNamedAndHaveAKind()
    {
        ControlField[] all = Enum.GetValues<ControlField>();
        all.Should().HaveCount(ControlFields.Count).And.HaveCount(ControlFields.Kinds.Count);
        foreach (ControlField field in all)
        {
            ControlFields.TryFind(ControlFields.Name(field), out ControlField found).Should().BeTrue();
            found.Should().Be(field);
        }
    }

    [Fact]
    public void Catalogue_Examples_AreRequestsOfTheirCommands()
    {
        foreach (ControlCommand command in ControlCatalogue.Commands)
        {
            RequestReader.Read(Encoding.UTF8.GetBytes(command.Example), out ControlRequest request)
                .Should().Be(ControlError.None, command.Name);
            request.Verb.Should().Be(command.Verb);
        }
    }
}
