using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using LvsMon.Checks.Tls;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Tests;

/// <summary>docs/reference/checks.md: its generated parts, made again from the catalogue.</summary>
internal static class ReferencePage
{
    private const string PagePath = "docs/reference/checks.md";
    private const string End = "<!-- end -->";

    /// <summary>The page's text; with LVSMON_WRITE_PAGES=1 its generated parts are made anew.</summary>
    internal static string Read()
    {
        string path = RepositoryFile();
        string page = File.ReadAllText(path);
        if (Environment.GetEnvironmentVariable("LVSMON_WRITE_PAGES") == "1")
        {
            File.WriteAllText(path, Renewed(page));
        }

        return page;
    }

    private static string RepositoryFile()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LvsMon.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, PagePath);
    }

    private static string Renewed(string page)
    {
        foreach (string part in CheckCatalogue.All.Select(Section).Append(TlsTable()))
        {
            string mark = part[..part.IndexOf('\n', StringComparison.Ordinal)];
            int from = page.IndexOf(mark, StringComparison.Ordinal);
            int to = from < 0 ? from : page.IndexOf(End, from, StringComparison.Ordinal) + End.Length;
            page = from < 0 ? page : page[..from] + part + page[to..];
        }

        return page;
    }

    /// <summary>The part of one check, with its marks.</summary>
    internal static string Section(ICheckPlugin plugin)
    {
        StringBuilder text = new();
        text.Append($"<!-- generated: {plugin.Name} -->\n{plugin.Summary}\n\n");
        text.Append($"Example: `lvsmon check {plugin.Example}`\n\n");
        text.Append("| option | default | meaning |\n|---|---|---|\n");
        Rows(text, plugin.Options.Except(TlsOptions.Details).Concat(CommonOptions.All));
        if (plugin.Options.Contains(TlsOptions.ServerName))
        {
            text.Append("| [options of TLS](#tls) | | |\n");
        }

        return text.Append(End).ToString();
    }

    /// <summary>The table of the options that all checks inside TLS share.</summary>
    internal static string TlsTable()
    {
        StringBuilder text = new("<!-- generated: tls -->\n| option | default | meaning |\n|---|---|---|\n");
        Rows(text, TlsOptions.Details);
        return text.Append(End).ToString();
    }

    private static void Rows(StringBuilder text, IEnumerable<CheckOption> options)
    {
        foreach (CheckOption option in options)
        {
            string meaning = option.Description.Replace("|", "\\|", StringComparison.Ordinal);
            text.Append($"| {Written(option)} | {Default(option)} | {meaning} |\n");
        }
    }

    private static string Written(CheckOption option)
    {
        string value = option.Choices.Count > 0 ? string.Join("\\|", option.Choices) : option.ValueName ?? "";
        return $"`{option.Name} {value}`".Replace(" `", "`", StringComparison.Ordinal)
            + (option.Repeatable ? " …" : "");
    }

    private static string Default(CheckOption option) =>
        option.Required ? "required" : option.Default is null ? "" : $"`{option.Default}`";
}
