using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;

namespace LvsMon.Checks.Http;

/// <summary>
/// Writes the request once, when the check is compiled. HTTP/1.0 unless asked otherwise: every server answers it,
/// with a body that is not chunked.
/// </summary>
internal sealed class RequestBuilder
{
    /// <summary>A request is shorter than this, so that it fits any socket's empty send buffer in one write.</summary>
    private const int MaxBytes = 4096;

    private const int MaxMethodChars = 32;

    private static readonly string[] Methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE"];
    private static readonly string[] WithContent = ["POST", "PUT", "PATCH"];

    // A request without a body has no framing to declare; a wrong one would make the server wait.
    private static readonly string[] Refused = ["Content-Length", "Transfer-Encoding"];

    private readonly CheckOptionValues _options;
    private readonly ICheckDiagnostics _diagnostics;
    private bool _isRight = true;

    internal RequestBuilder(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        _options = options;
        _diagnostics = diagnostics;
    }

    /// <summary>What the URL named, once it is built.</summary>
    internal UrlTarget Target { get; private set; } = UrlTarget.Root;

    /// <summary>The request's bytes, or null after reporting.</summary>
    internal byte[]? Build()
    {
        string method = _options.Text(HttpOptions.Method)!;
        string version = _options.Text(HttpOptions.Version)!;
        CheckMethod(method);
        UrlTarget target = Target = ReadTarget();
        List<HeaderLine> headers = Headers();
        if (!_isRight)
        {
            return null;
        }

        if (version == "1.1" && target.Host is null && !headers.Exists(h => h.IsNamed("Host")))
        {
            _diagnostics.Error(HttpOptions.Version, "HTTP/1.1 needs a Host; give --url");
            return null;
        }

        StringBuilder text = new($"{method} {target.Path} HTTP/{version}\r\n");
        IEnumerable<HeaderLine> kept = BuiltIn(method, target).Where(b => !headers.Exists(h => h.IsNamed(b.Name)));
        foreach (HeaderLine header in kept.Concat(headers))
        {
            text.Append(header.Name).Append(": ").Append(header.Value).Append("\r\n");
        }

        byte[] request = Encoding.UTF8.GetBytes(text.Append("\r\n").ToString());
        if (request.Length < MaxBytes)
        {
            return request;
        }

        _diagnostics.Error(
            $"the request has {request.Length} bytes and must stay below {MaxBytes}; shorten --url or --header");
        return null;
    }

    // Nothing is decoded but transfer codings, so content codings are declined: --contains would look at compressed
    // bytes.
    private static IEnumerable<HeaderLine> BuiltIn(string method, UrlTarget target)
    {
        if (target.Host is not null)
        {
            yield return new HeaderLine("Host", target.Host);
        }

        yield return new HeaderLine("User-Agent", "lvsmon");
        yield return new HeaderLine("Accept", "*/*");
        yield return new HeaderLine("Accept-Encoding", "identity");
        yield return new HeaderLine("Connection", "close");
        if (WithContent.Contains(method))
        {
            yield return new HeaderLine("Content-Length", "0");
        }
    }

    private void CheckMethod(string method)
    {
        string upper = method.ToUpperInvariant();
        if (method != upper && Methods.Contains(upper))
        {
            Error(HttpOptions.Method, $"methods are case-sensitive; write {upper}");
        }
        else if (method == "CONNECT")
        {
            Error(HttpOptions.Method, "CONNECT opens a tunnel and checks nothing; use GET, HEAD or OPTIONS");
        }
        else if (!HttpBytes.IsToken(method) || method.Length > MaxMethodChars)
        {
            Error(HttpOptions.Method, $"{ShownText.Quote(method)} is no request method; write such as GET or HEAD");
        }
    }

    private UrlTarget ReadTarget()
    {
        if (_options.Text(HttpOptions.Url) is not { } url)
        {
            return UrlTarget.Root;
        }

        if (UrlReader.TryRead(url, out UrlTarget? target, out string mistake))
        {
            return target;
        }

        Error(HttpOptions.Url, mistake);
        return UrlTarget.Root;
    }

    private List<HeaderLine> Headers()
    {
        List<HeaderLine> headers = [];
        foreach (Word word in _options.All(HttpOptions.Header))
        {
            if (!HeaderLine.TryParse(word.Text, out HeaderLine? header))
            {
                Error(HttpOptions.Header,
                    $"{ShownText.Quote(word.Text)} is no header field; write \"Name: value\" without controls");
            }
            else if (Refused.Any(header.IsNamed))
            {
                Error(HttpOptions.Header, $"{header.Name} is lvsmon's: the request has no body");
            }
            else if (header.IsNamed("Host") && headers.Exists(h => h.IsNamed("Host")))
            {
                Error(HttpOptions.Header, "a request has one Host; keep one");
            }
            else
            {
                headers.Add(header);
            }
        }

        return headers;
    }

    private void Error(CheckOption option, string message)
    {
        _isRight = false;
        _diagnostics.Error(option, message);
    }
}
