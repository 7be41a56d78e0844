using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;

namespace LvsMon.Checks.Tests.Mysql;

/// <summary>One attempt, packet by packet, with what the check sent after each.</summary>
internal sealed class MysqlDialogue
{
    private readonly CheckRunner _runner;
    private readonly List<string> _sent = [];

    internal MysqlDialogue(ICheckPlugin plugin, string[] options)
    {
        _runner = new CheckRunner(CheckCompiler.Program(plugin, options));
        _runner.Connect();
    }

    /// <summary>What was sent, a character a byte, in order.</summary>
    internal IReadOnlyList<string> Sent => _sent;

    /// <summary>The result so far.</summary>
    internal CheckResult Result => _runner.Result;

    /// <summary>Hands over packets, each as a piece.</summary>
    internal CheckResult Play(params string[] packets)
    {
        foreach (string packet in packets)
        {
            _runner.Receive(Encoding.Latin1.GetBytes(packet));
            string sent = Encoding.Latin1.GetString(_runner.Sent.Span);
            if (sent.Length > 0 && (_sent.Count == 0 || _sent[^1] != sent))
            {
                _sent.Add(sent);
            }
        }

        return _runner.Result;
    }

    /// <summary>The server closes.</summary>
    internal CheckResult Close()
    {
        _runner.Close();
        return _runner.Result;
    }
}
