using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>
/// A shell in the virtual machine, behind a port that is a socket here: one command at a time, with its exit code and
/// output. What a command leaves running must have its output elsewhere.
/// </summary>
internal sealed class GuestShell : IDisposable
{
    private const string Mark = "@@";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    private readonly NetworkStream _stream;

    /// <summary>Takes over a connected socket.</summary>
    public GuestShell(Socket socket)
    {
        socket.ReceiveTimeout = (int)Patience.TotalMilliseconds;
        socket.SendTimeout = (int)Patience.TotalMilliseconds;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Waits until the machine says that it is up.</summary>
    /// <exception cref="IOException">It does not come up.</exception>
    public void AwaitReady()
    {
        while (ReadLine() != Mark + "up")
        {
        }
    }

    /// <summary>Runs a script of the busybox shell.</summary>
    /// <exception cref="IOException">The machine does not answer any more.</exception>
    public GuestAnswer Run(string script)
    {
        byte[] request = Encoding.UTF8.GetBytes(
            $"cat >/tmp/command <<'{Mark}end'\n{script}\n{Mark}end\n"
            + "sh /tmp/command </dev/null >/tmp/output 2>&1; "
            + $"echo \"{Mark}$? $(stat -c %s /tmp/output)\"; cat /tmp/output\n");
        _stream.Write(request);
        string[] words = ReadLine()[Mark.Length..].Split(' ');
        byte[] output = new byte[int.Parse(words[1], CultureInfo.InvariantCulture)];
        _stream.ReadExactly(output);
        return new GuestAnswer(
            int.Parse(words[0], CultureInfo.InvariantCulture), Encoding.UTF8.GetString(output).TrimEnd('\n'));
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private string ReadLine()
    {
        StringBuilder line = new();
        for (int c = _stream.ReadByte(); c != '\n'; c = _stream.ReadByte())
        {
            if (c < 0)
            {
                throw new IOException("the virtual machine has ended");
            }

            line.Append((char)c);
        }

        return line.ToString();
    }
}
