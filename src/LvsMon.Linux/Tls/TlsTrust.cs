using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Tls;

/// <summary>
/// The certificates that handshakes trust, read once for all settings that trust the same: those of this host take some
/// 20 ms to read and 0.8 MB, and a director may check a hundred names.
/// </summary>
internal sealed unsafe class TlsTrust
{
    /// <summary>Stores kept for later; what contexts use lives on beside them.</summary>
    internal const int Most = 8;

    private readonly List<Entry> _entries = [];
    private readonly Func<string> _hostState;

    /// <summary>Reads nothing yet.</summary>
    /// <param name="hostState">Another text whenever the host trusts others; null to look at its files.</param>
    internal TlsTrust(Func<string>? hostState = null)
    {
        _hostState = hostState ?? StateOfHost;
    }

    /// <summary>The one of this process.</summary>
    internal static TlsTrust Shared { get; } = new();

    /// <summary>Another text whenever what the host trusts has changed.</summary>
    internal string HostState() => _hostState();

    /// <summary>The store of what is trusted; it stays the cache's, who uses it longer takes a reference.</summary>
    /// <param name="authorities">PEM; empty for those of this host.</param>
    /// <returns>X509_STORE; 0 when there is no certificate in it, or no memory.</returns>
    internal nint Of(ReadOnlyMemory<byte> authorities)
    {
        string state = authorities.IsEmpty ? HostState() : "";
        int place = _entries.FindIndex(
            entry => entry.State == state && entry.Authorities.Span.SequenceEqual(authorities.Span));
        Entry found;
        if (place >= 0)
        {
            found = _entries[place];
            _entries.RemoveAt(place);
        }
        else
        {
            nint store = authorities.IsEmpty ? ReadHost() : Read(authorities.Span);
            if (store == 0)
            {
                return 0;
            }

            found = new Entry(authorities, state, store);
            Forget(state);
        }

        _entries.Add(found);
        return found.Store;
    }

    /// <summary>Makes room: what the host trusted before goes first, then what was asked for longest ago.</summary>
    private void Forget(string state)
    {
        int place = _entries.FindIndex(entry => entry.Authorities.IsEmpty && entry.State != state && state.Length > 0);
        if (place >= 0 || _entries.Count == Most)
        {
            CryptoCalls.FreeStore(_entries[Math.Max(place, 0)].Store);
            _entries.RemoveAt(Math.Max(place, 0));
        }
    }

    private static nint ReadHost()
    {
        nint store = CryptoCalls.NewStore();
        if (store != 0)
        {
            // A host that trusts nobody is no mistake: every certificate is then told to be untrusted.
            _ = CryptoCalls.SetDefaultPaths(store);
        }

        return store;
    }

    private static nint Read(ReadOnlySpan<byte> pem)
    {
        int count = 0;
        bool isTaken = true;
        nint store = CryptoCalls.NewStore();
        fixed (byte* bytes = pem)
        {
            nint bio = CryptoCalls.NewBioOf(bytes, pem.Length);
            for (nint one; (one = CryptoCalls.ReadCertificate(bio, 0, 0, null)) != 0; count++)
            {
                isTaken &= CryptoCalls.AddCertificate(store, one) == 1;
                CryptoCalls.FreeCertificate(one);
            }

            CryptoCalls.FreeBio(bio);
        }

        if (count > 0 && isTaken)
        {
            return store;
        }

        CryptoCalls.FreeStore(store);
        return 0;
    }

    /// <summary>When a file or folder was written: that to which links lead, as most systems have some here. What
    /// cannot be read is a state of its own: whom nobody can read, nobody trusts.</summary>
    internal static string StateOf(string path)
    {
        try
        {
            FileSystemInfo place = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            place = place.ResolveLinkTarget(returnFinalTarget: true) ?? place;
            long length = place is FileInfo { Exists: true } file ? file.Length : -1;
            return string.Create(
                CultureInfo.InvariantCulture, $"{place.FullName} {length} {place.LastWriteTimeUtc.Ticks}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "unreadable";
        }
    }

    /// <summary>The states of the file and the folders that OpenSSL looks at (man 7 openssl-env).</summary>
    private static string StateOfHost()
    {
        string file = Place(CryptoCalls.DefaultFileVariable(), CryptoCalls.DefaultFile());
        string folders = Place(CryptoCalls.DefaultFolderVariable(), CryptoCalls.DefaultFolder());
        return string.Join('\n', [StateOf(file), .. folders.Split(':').Select(StateOf)]);
    }

    private static string Place(nint variable, nint usual) =>
        Environment.GetEnvironmentVariable(Marshal.PtrToStringAnsi(variable)!) ?? Marshal.PtrToStringAnsi(usual)!;

    private sealed record Entry(ReadOnlyMemory<byte> Authorities, string State, nint Store);
}
