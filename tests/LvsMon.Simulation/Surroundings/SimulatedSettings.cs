using LvsMon.Core.Os;

namespace LvsMon.Simulation.Surroundings;

/// <summary>The kernel's settings; somebody else may set them, and they may be gone.</summary>
internal sealed class SimulatedSettings(CrashPoint crash) : IKernelSettings
{
    private readonly int[] _values = new int[KernelSettingNames.Count];

    /// <summary>What reading comes to.</summary>
    public OsError ReadError { get; set; }

    /// <summary>What writing comes to.</summary>
    public OsError WriteError { get; set; }

    /// <summary>The value of a setting.</summary>
    public int this[int index]
    {
        get => _values[index];
        set => _values[index] = value;
    }

    /// <inheritdoc/>
    public OsError Read(KernelSetting setting, out int value)
    {
        crash.Pass();
        value = ReadError == OsError.None ? _values[(int)setting] : 0;
        return ReadError;
    }

    /// <inheritdoc/>
    public OsError Write(KernelSetting setting, int value)
    {
        crash.Pass();
        if (WriteError == OsError.None)
        {
            _values[(int)setting] = value;
        }

        return WriteError;
    }
}
