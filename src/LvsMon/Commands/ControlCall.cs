using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using LvsMon.Core.Os;
using LvsMon.Linux.Control;

namespace LvsMon.Commands;

/// <summary>One question to the running daemon and its whole answer; what went wrong is told to people.</summary>
internal sealed class ControlCall
{
    private const int TimeoutSeconds = 10;
    private const int Tries = 5;
    private const int PauseMs = 200;
    private readonly string _path;
    private readonly TextWriter _error;

    /// <summary>Makes a call.</summary>
    /// <param name="path">The control socket.</param>
    /// <param name="error">Where trouble is told.</param>
    public ControlCall(string path, TextWriter error)
    {
        _path = path;
        _error = error;
    }

    /// <summary>Asks.</summary>
    /// <param name="question">What.</param>
    /// <param name="documents">The answer without its end.</param>
    /// <returns>What the process should say; the documents are whole when it is success.</returns>
    public ExitCode Ask(ControlQuestion question, out List<ControlDocument> documents)
    {
        byte[] request = question.Line();
        for (int tried = 1; ; tried++)
        {
            ExitCode code = AskOnce(request, out documents);
            ControlDocument? last = documents.Count > 0 ? documents[^1] : null;
            string error = last?.Type == "error" ? last.Text("error") : "";
            if (error.Length == 0)
            {
                return code;
            }

            // A reload amid the answer, or no place: both pass.
            if (error is not ("changed" or "busy") || tried == Tries)
            {
                return Tell(error, last!.Text("message"), question);
            }

            Thread.Sleep(PauseMs);
        }
    }

    /// <summary>Asks, and takes the documents as they come, however long that lasts.</summary>
    /// <param name="question">What.</param>
    /// <param name="take">Takes a document, and says whether it wants another one.</param>
    /// <returns>As <see cref="Ask"/>; success when no other one was wanted.</returns>
    public ExitCode Listen(ControlQuestion question, Func<ControlDocument, bool> take)
    {
        using ControlConnection? connection = ControlConnection.Open(_path, timeoutSeconds: 0, out OsError error);
        if (connection is null)
        {
            return NoConnection(error);
        }

        error = connection.Send(question.Line());
        ControlDocument? refusal = null;
        ExitCode code = error != OsError.None ? NoAnswer() : Receive(connection, document =>
        {
            refusal = document.Type == "error" ? document : null;
            return refusal is not null || take(document);
        });
        return refusal is null ? code : Tell(refusal.Text("error"), refusal.Text("message"), question);
    }

    private ExitCode AskOnce(byte[] request, out List<ControlDocument> documents)
    {
        List<ControlDocument> taken = [];
        documents = taken;
        using ControlConnection? connection = ControlConnection.Open(_path, TimeoutSeconds, out OsError error);
        if (connection is null)
        {
            return NoConnection(error);
        }

        error = connection.Send(request);
        return error != OsError.None ? NoAnswer() : Receive(connection, document =>
        {
            taken.Add(document);
            return true;
        });
    }

    private ExitCode Receive(ControlConnection connection, Func<ControlDocument, bool> take)
    {
        byte[] buffer = new byte[64 * 1024];
        List<byte> line = [];
        while (true)
        {
            OsError error = connection.Receive(buffer, out int received);
            if (error != OsError.None || received == 0)
            {
                return NoAnswer();
            }

            foreach (byte b in buffer.AsSpan(0, received))
            {
                if (b != '\n')
                {
                    line.Add(b);
                    continue;
                }

                ControlDocument? document = ControlDocument.Read([.. line]);
                line.Clear();
                switch (document?.Type)
                {
                    case null:
                        _error.WriteLine($"lvsmon: what answers at {_path} does not speak lvsmon's protocol");
                        return ExitCode.Unreachable;
                    case "end":
                        return ExitCode.Success;
                    case "error":
                        take(document);
                        return ExitCode.Unreachable;
                    default:
                        if (!take(document))
                        {
                            return ExitCode.Success;
                        }

                        break;
                }
            }
        }
    }

    private ExitCode NoConnection(OsError error)
    {
        switch (error)
        {
            case OsError.NotPermitted:
                _error.WriteLine($"lvsmon: {_path}: not permitted; ask as root or as a member of control-group");
                return ExitCode.NotPermitted;
            case OsError.WouldBlock:
                _error.WriteLine($"lvsmon: {_path}: too many wait there already; try again");
                return ExitCode.Unreachable;
            default:
                _error.WriteLine($"lvsmon: no daemon answers at {_path}; is it running? --control names another place");
                return ExitCode.Unreachable;
        }
    }

    private ExitCode NoAnswer()
    {
        _error.WriteLine($"lvsmon: the daemon at {_path} did not answer to the end");
        return ExitCode.Unreachable;
    }

    /// <summary>Says that a real server is no longer in the configuration.</summary>
    public ExitCode TellGone(string service, string real)
    {
        _error.WriteLine($"lvsmon: {service} has no real server \"{real}\" any more");
        return ExitCode.NotFound;
    }

    private ExitCode Tell(string error, string message, ControlQuestion question)
    {
        string name = question.Text("name");
        string service = question.Text("service");
        switch (error)
        {
            case "name-not-found" when service.Length > 0:
                _error.WriteLine($"lvsmon: no service set is called \"{name}\"");
                return ExitCode.NotFound;
            case "name-not-found":
                _error.WriteLine($"lvsmon: no service set and no virtual service is called \"{name}\"");
                return ExitCode.NotFound;
            case "service-not-found" when name.Length == 0:
                _error.WriteLine($"lvsmon: no virtual service is called \"{service}\"");
                return ExitCode.NotFound;
            case "real-not-found":
                _error.WriteLine($"lvsmon: {service} has no real server \"{question.Text("real")}\"");
                return ExitCode.NotFound;
            case "last-one":
                _error.WriteLine(
                    $"lvsmon: nothing was changed: no other real server of {service} would carry its traffic");
                _error.WriteLine("lvsmon: --force does it all the same");
                return ExitCode.Refused;
            case "service-not-found":
                _error.WriteLine($"lvsmon: the service set \"{name}\" has no virtual service \"{service}\"");
                return ExitCode.NotFound;
            case "not-permitted":
                _error.WriteLine($"lvsmon: {message}");
                return ExitCode.NotPermitted;
            default:
                _error.WriteLine($"lvsmon: the daemon refuses ({error}): {message}");
                return ExitCode.Unreachable;
        }
    }
}
