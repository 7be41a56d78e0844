using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using LvsMon.Core.Control;
using Xunit;

namespace LvsMon.Core.Tests.Control;

public sealed class FlatObjectReaderTests
{
    [Theory]
    [InlineData("{}", "")]
    [InlineData(" { } ", "")]
    [InlineData("{\"a\":1}", "a=1")]
    [InlineData("\t{ \"a\" : -0 , \"b\" : true,\"c\":false,\"d\":null }\r", "a=0 b=true c=false d=null")]
    [InlineData("{\"\":\"\"}", "='")]
    [InlineData("{\"a\":9223372036854775807}", "a=9223372036854775807")]
    [InlineData("{\"a\":-9223372036854775808}", "a=-9223372036854775808")]
    [InlineData("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", "a='\"\\/\b\f\n\r\t")]
    [InlineData("{\"\\u0061\":\"\\u00e9\\u20ac\\ud83d\\ude00é\"}", "a='é€😀é")]
    [InlineData("{\"a\":1,\"a\":2}", "a=1 a=2")]
    public void Read_FlatObject_GivesItsMembers(string text, string members)
    {
        Members(Encoding.UTF8.GetBytes(text)).Should().Be(members);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("{}{}")]
    [InlineData("{},")]
    [InlineData("{,}")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1 \"b\":2}")]
    [InlineData("{a:1}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":1.5}")]
    [InlineData("{\"a\":1e3}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":+1}")]
    [InlineData("{\"a\":-}")]
    [InlineData("{\"a\":- 1}")]
    [InlineData("{\"a\":9223372036854775808}")]
    [InlineData("{\"a\":-9223372036854775809}")]
    [InlineData("{\"a\":{}}")]
    [InlineData("{\"a\":[]}")]
    [InlineData("{\"a\":True}")]
    [InlineData("{\"a\":truex}")]
    [InlineData("{\"a\":nul}")]
    [InlineData("{\"a\":\"x}")]
    [InlineData("{\"a\":\"\\x\"}")]
    [InlineData("{\"a\":\"\\u12\"}")]
    [InlineData("{\"a\":\"\\u12g4\"}")]
    [InlineData("{\"a\":\"\\ud83d\"}")]
    [InlineData("{\"a\":\"\\ud83dx\"}")]
    [InlineData("{\"a\":\"\\ude00\"}")]
    [InlineData("{\"a\":\"\t\"}")]
    [InlineData("{\"a\":\"\\")]
    [InlineData("{\"a\":1}\0")]
    public void Read_AnythingElse_IsBroken(string text)
    {
        Members(Encoding.UTF8.GetBytes(text)).Should().BeNull();
    }

    [Fact]
    public void Read_InvalidUtf8_IsBroken()
    {
        Members([(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}']).Should().BeNull();
    }

    [Fact]
    public void Read_DamagedObjects_AreReadAsBySystemTextJson()
    {
        Random random = new(6);
        byte[] good = Encoding.UTF8.GetBytes(
            "{\"version\":1,\"command\":\"status\",\"name\":\"w\\u0077\\n\",\"x\":[true,{\"y\":-10}],\"z\":null}");
        byte[] bytes = Encoding.UTF8.GetBytes("{}[]\",:\\u0189-ntrueflas \0\x7f");
        int broken = 0;
        for (int round = 0; round < 50_000; round++)
        {
            byte[] text = (byte[])good.Clone();
            for (int change = random.Next(4); change >= 0; change--)
            {
                text[random.Next(text.Length)] = bytes[random.Next(bytes.Length)];
            }

            text = text[..random.Next(1, text.Length + 1)];
            string? expected = ByReference(text);
            broken += expected is null ? 1 : 0;
            Members((byte[])text.Clone()).Should().Be(expected, Encoding.Latin1.GetString(text));
        }

        broken.Should().BeInRange(1000, 49_999);
    }

    private static string? Members(byte[] text)
    {
        List<string> members = [];
        FlatObjectReader reader = new(text);
        while (reader.Read())
        {
            string value = reader.Kind switch
            {
                FlatKind.Text => "'" + Encoding.UTF8.GetString(reader.Text),
                FlatKind.Number => reader.Number.ToString(CultureInfo.InvariantCulture),
                FlatKind.Flag => reader.Flag ? "true" : "false",
                _ => "null",
            };
            members.Add($"{Encoding.UTF8.GetString(reader.Name)}={value}");
        }

        return reader.IsBroken ? null : string.Join(' ', members);
    }

    private static string? ByReference(byte[] text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            List<string> members = [];
            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                string? value = member.Value.ValueKind switch
                {
                    JsonValueKind.String => "'" + member.Value.GetString(),
                    JsonValueKind.Number when member.Value.TryGetInt64(out long number)
                        && !member.Value.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') =>
                        number.ToString(CultureInfo.InvariantCulture),
                    JsonValueKind.True => "true",
                    JsonValueKind.False => "false",
                    JsonValueKind.Null => "null",
                    _ => null,
                };
                if (value is null)
                {
                    return null;
                }

                members.Add($"{member.Name}={value}");
            }

            return string.Join(' ', members);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
