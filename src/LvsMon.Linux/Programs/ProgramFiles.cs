using System.IO;
using System.Runtime.InteropServices;
using LvsMon.Core.Config;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Programs;

/// <summary>Looks at the files of programs before they are run: whoever can change one runs what they like as we.
/// </summary>
public sealed class ProgramFiles : IProgramFiles
{
    /// <inheritdoc/>
    public string? Refusal(ExternalProgram program)
    {
        string shown = ShownText.Quote(program.Path);
        if (!FileStatus.TryGet(program.Path, out FileStatus status))
        {
            int errno = Marshal.GetLastPInvokeError();
            return errno is Errno.ENOENT or Errno.ENOTDIR
                ? $"{shown} is not there; install it or write the right path"
                : $"{shown} cannot be looked at: {Marshal.GetPInvokeErrorMessage(errno)}";
        }

        if (!status.IsRegular)
        {
            return $"{shown} is not a regular file; write the path of a program";
        }

        return FileCalls.Access(program.Path, FileCalls.X_OK) == 0
            ? null : $"{shown} may not be executed by us; see its permissions and those of its folders";
    }

    /// <inheritdoc/>
    public string? Doubt(ExternalProgram program)
    {
        // The file that is meant, and the links that lead there, can be changed by whoever can write to their folders.
        string path = program.Path;
        string real = RealPath(path) ?? path;
        return DoubtOf(path) ?? (real == path ? null : DoubtOf(real));
    }

    private static unsafe string? RealPath(string path)
    {
        byte* real = stackalloc byte[FileCalls.PATH_MAX];
        return Marshal.PtrToStringUTF8((nint)FileCalls.RealPath(path, real));
    }

    private static string? DoubtOf(string path)
    {
        uint we = FileCalls.EffectiveUser();
        bool isFolder = false;
        for (string? at = path; !string.IsNullOrEmpty(at); at = Path.GetDirectoryName(at))
        {
            if (!FileStatus.TryGet(at, out FileStatus status))
            {
                return null;
            }

            bool isForeign = status.Owner != 0 && status.Owner != we;
            if (isForeign || (status.IsWritableByOthers && !(isFolder && status.IsSticky)))
            {
                string who = isForeign
                    ? $"belongs to user {status.Owner}" : "can be written by its group or by everybody";
                string what = at == path ? "" : $", on the way to {ShownText.Quote(path)},";
                return $"{ShownText.Quote(at)}{what} {who}, who can thereby run anything as lvsmon; "
                    + "give it to root and take the others' right to write";
            }

            isFolder = true;
        }

        return null;
    }
}
