using System.Collections.Generic;
using System.Globalization;
using System.IO;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>
/// INN's innd with a spool of its own and no article. It knows no peer, so it hands every client to a new nnrpd, which
/// greets.
/// </summary>
internal sealed class NewsServer : RealServer
{
    private readonly string _setting;
    private readonly string[] _options;
    private readonly bool _isInside;

    /// <summary>Makes it; with <paramref name="pem"/>, certificate and key, it can speak TLS, or does from the first
    /// byte; <paramref name="options"/> are further ones of innd.</summary>
    public NewsServer(
        TempFolder folder,
        string name,
        string address,
        string? pem = null,
        bool isInside = false,
        params string[] options)
        : base(folder, name, address, space: null)
    {
        _isInside = isInside;
        string configuration = Path.Combine(Folder, "inn.conf");
        string key = Path.Combine(Folder, "key.pem");
        _setting = $"INNCONF={configuration}";
        _options = options;
        MakeFolders();
        File.WriteAllText(configuration, $"""
            domain: example.com
            fromhost: news.example.com
            pathhost: news.example.com
            mta: "/bin/true %s"
            hismethod: hisv6
            ovmethod: tradindexed
            pathnews: /usr/lib/news
            pathetc: {Folder}/etc
            pathdb: {Folder}/db
            pathrun: {Folder}/run
            pathlog: {Folder}/log
            pathspool: {Folder}/spool
            nnrpdloadlimit: 0
            tlscertfile: {key}
            tlskeyfile: {key}

            """);
        if (pem is not null)
        {
            // nnrpd takes no key that others may read, and its own user is news.
            File.Copy(pem, key);
            File.SetUnixFileMode(key, UnixFileMode.UserRead);
        }

        Tool.Run("chown", "-R", "news:news", Folder);
        Tool.Run("env", _setting, Needs.Find("makedbz")!, "-i", "-o", "-s", "1000");
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command =>
    [
        "env", _setting, .. _isInside ? Beside : [],
        Needs.Find("innd")!, "-f", "-4", Address, "-P", Number(_isInside ? Ports.Free(Address) : Port), .. _options,
    ];

    /// <summary>A shell that starts nnrpd, for TLS alone, beside the program behind it: nnrpd wants the overview that
    /// innd makes.</summary>
    private string[] Beside =>
    [
        "sh", "-c", "\"$0\" -D -S -f -4 \"$1\" -p \"$2\" & shift 2; exec \"$@\"",
        Path.Combine(Path.GetDirectoryName(Needs.Find("innd")!)!, "nnrpd"), Address, Number(Port),
    ];

    /// <inheritdoc/>
    /// <remarks>innd does not always heed SIGTERM before its select has ended, which may be minutes later.</remarks>
    protected override int EndSignal => Signals.Kill;

    /// <summary>Has it turn away everybody, as it does by itself when its disk is full.</summary>
    public void Throttle(string reason) =>
        Tool.Run("env", _setting, Needs.Find("ctlinnd")!, "-s", "-t", "20", "throttle", reason);

    private static string Number(int port) => port.ToString(CultureInfo.InvariantCulture);

    private void MakeFolders()
    {
        foreach (string name in (string[])["run", "log", "spool/overview", "spool/articles", "spool/incoming"])
        {
            Directory.CreateDirectory(Path.Combine(Folder, name));
        }

        Write("etc", "incoming.conf", "streaming: true\n");
        Write("etc", "newsfeeds", "ME:!*::\n");
        Write("etc", "control.ctl", "all:*:*:drop\n");
        Write("etc", "expire.ctl", "/remember/:10\n");
        Write("etc", "storage.conf", "method tradspool {\n newsgroups: *\n class: 0\n}\n");
        Write("etc", "readers.conf", "auth a { default: \"<all>\" }\naccess a { users: * newsgroups: * access: R }\n");
        Write("db", "active", "control 0 1 n\ncontrol.cancel 0 1 n\njunk 0 1 n\n");
        Write("db", "newsgroups", string.Empty);
        Write("db", "active.times", string.Empty);
        Write("db", "history", string.Empty);
    }

    private void Write(string folder, string name, string text) => File.WriteAllText(
        Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, folder)).FullName, name), text);
}
