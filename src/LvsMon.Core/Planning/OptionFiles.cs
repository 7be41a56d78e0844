using LvsMon.Core.Checks;
using LvsMon.Core.Config;

namespace LvsMon.Core.Planning;

/// <summary>Reads the files that options name, before the check is compiled.</summary>
public static class OptionFiles
{
    /// <summary>Bytes; a bundle of all public certificate authorities has a fifth of it.</summary>
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Puts the content of each file beside the option's value, or reports why it cannot be read.</summary>
    /// <param name="values">The options given.</param>
    /// <param name="files">How files are reached.</param>
    /// <param name="needsWholePath">True where no working directory is meant.</param>
    /// <param name="diagnostics">Takes every mistake.</param>
    public static void Load(
        CheckOptionValues values, IConfigFiles files, bool needsWholePath, ICheckDiagnostics diagnostics)
    {
        foreach (CheckOption option in values.GivenFiles())
        {
            string path = values.Text(option)!;
            if (needsWholePath && !path.StartsWith('/'))
            {
                diagnostics.Error(option, $"{ShownText.Quote(path)}: write the whole path, from / on");
            }
            else if (files.Read(path, MaxBytes, out byte[] content) is { } why)
            {
                diagnostics.Error(option, $"{ShownText.Quote(path)} cannot be read: {why}");
            }
            else
            {
                values.SetContent(option, content);
            }
        }
    }
}
