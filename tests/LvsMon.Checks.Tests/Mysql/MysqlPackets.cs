using System.Linq;

namespace LvsMon.Checks.Tests.Mysql;

/// <summary>What servers of the MySQL protocol send, a character a byte.</summary>
internal static class MysqlPackets
{
    /// <summary>The greeting of MariaDB 10.11.19.</summary>
    internal static string Greeting { get; } = GreetingOf("5.5.5-10.11.19-MariaDB-0+deb12u1");

    /// <summary>OK, in answer to the login.</summary>
    internal static string Ok { get; } = Packet(2, "\0\0\0\u0002\0\0\0");

    /// <summary>A refused login.</summary>
    internal static string Denied { get; } =
        Error(2, 1045, "#28000Access denied for user 'lvsmon'@'10.0.0.1' (using password: NO)");

    /// <summary>A packet: length, sequence number, body.</summary>
    internal static string Packet(int sequence, string body) =>
        $"{(char)(body.Length & 255)}{(char)(body.Length >> 8)}\0{(char)sequence}{body}";

    /// <summary>The handshake of a server of that version.</summary>
    internal static string GreetingOf(string version) => Packet(0, Body(version));

    /// <summary>The body of a handshake.</summary>
    internal static string Body(string version) =>
        $"\n{version}\0\u0085\0\0\0kzJQ&32p\0\u00FE\u00F7\u0021\u0002\0\u00BF\u0081\u0015{Zeros(10)}abcdefghijkl\0"
        + "mysql_native_password\0";

    /// <summary>An error packet; the text begins with <c>#</c> and a state, or without.</summary>
    internal static string Error(int sequence, int code, string text) =>
        Packet(sequence, $"\u00FF{(char)(code & 255)}{(char)(code >> 8)}{text}");

    /// <summary>The server wants another method.</summary>
    internal static string Switch(string method) => Packet(2, $"\u00FE{method}\0abcdefghijklmnopqrst\0");

    private static string Zeros(int count) => string.Concat(Enumerable.Repeat('\0', count));
}
