using System;
using System.Collections.Generic;

namespace LvsMon.Core.Lvs.Memory;

/// <summary>Walks over a command line as popt does: <c>-Ln</c> is two options, <c>-t10.0.0.1:80</c> and
/// <c>--weight=5</c> carry their value, other words wait for the end.</summary>
internal sealed class OptionWalk
{
    private readonly IReadOnlyList<string> _words;
    private int _at;
    private string _cluster = string.Empty;
    private string? _attached;

    internal OptionWalk(IReadOnlyList<string> words)
    {
        _words = words;
    }

    /// <summary>Words that are no options.</summary>
    internal List<string> Plain { get; } = [];

    /// <summary>The option as it was written, for messages.</summary>
    internal string Written { get; private set; } = string.Empty;

    /// <summary>The next option's letter (in a cluster) or long name, or null at the end.</summary>
    internal string? Next()
    {
        _attached = null;
        if (_cluster.Length > 0)
        {
            return TakeLetter();
        }

        while (_at < _words.Count)
        {
            string word = _words[_at++];
            if (word.Length < 2 || word[0] != '-')
            {
                Plain.Add(word);
                continue;
            }

            if (word[1] != '-')
            {
                _cluster = word[1..];
                return TakeLetter();
            }

            int equals = word.IndexOf('=', StringComparison.Ordinal);
            _attached = equals < 0 ? null : word[(equals + 1)..];
            Written = equals < 0 ? word : word[..equals];
            return Written;
        }

        return null;
    }

    /// <summary>The value of the option just taken, or null when there is none.</summary>
    /// <param name="optional">True when a following word that begins with a dash is not the value.</param>
    internal string? Value(bool optional = false)
    {
        if (_attached is not null)
        {
            return _attached;
        }

        if (_cluster.Length > 0)
        {
            string rest = _cluster;
            _cluster = string.Empty;
            return rest;
        }

        if (_at == _words.Count || (optional && _words[_at].StartsWith('-')))
        {
            return null;
        }

        return _words[_at++];
    }

    private string TakeLetter()
    {
        char letter = _cluster[0];
        _cluster = _cluster[1..];
        Written = $"-{letter}";
        return OptionTable.Letters.GetValueOrDefault(letter, Written);
    }
}
