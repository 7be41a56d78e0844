using System;
using LvsMon.Core.Serving;
using LvsMon.Linux.Serving;

namespace LvsMon.Composition;

/// <summary>A listening socket in the daemon's life: opened when the checks begin, opened anew when a reload names
/// another place or it could not be opened before, closed first at the end.</summary>
internal abstract class ListeningPoint : IDisposable
{
    private ClientSocket? _socket;
    private ClientServer? _server;

    /// <summary>When <see cref="Serve"/> must be called although nobody woke the loop; <see cref="long.MaxValue"/> for
    /// never.</summary>
    public long NextUs => _server?.NextUs ?? long.MaxValue;

    /// <summary>True when a client that has taken all can get more.</summary>
    public bool HasNews => _server is { HasNews: true };

    /// <summary>Clients now.</summary>
    public int Clients => _server?.OpenClients ?? 0;

    /// <summary>True while clients can come.</summary>
    protected bool IsOpen => _server is not null;

    /// <summary>Answers who asks; a bounded piece of work.</summary>
    public void Serve(long nowUs) => _server?.Serve(nowUs);

    /// <summary>Lets all clients go and removes the socket.</summary>
    public void Close()
    {
        _server?.Close();
        _socket?.Dispose();
        _server = null;
        _socket = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    /// <summary>Clients can come from here on.</summary>
    protected void Begin(ClientSocket socket, ClientServer server)
    {
        _socket = socket;
        _server = server;
    }
}
