using System.Runtime.InteropServices;

namespace LvsMon.Core.Notify;

/// <summary>One run: which line of which service is told what of which real server.</summary>
/// <param name="Service">Index of the service.</param>
/// <param name="Real">Index of the real server.</param>
/// <param name="Line">Index of the line in the service's plan.</param>
/// <param name="Skipped">Changes of this real server that the line wanted and was not told, since its last run for
/// it.</param>
/// <param name="Change">The change.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NotifyTask(int Service, int Real, int Line, int Skipped, NotifyChange Change);
