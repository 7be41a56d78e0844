using System.Collections.Generic;
using LvsMon.Core.Os;

namespace LvsMon.Testing.Os;

/// <summary>The kernel's settings in memory, with a script of what cannot be done.</summary>
public sealed class MemoryKernelSettings : IKernelSettings
{
    private readonly int[] _values = new int[KernelSettingNames.Count];
    private readonly OsError[] _readErrors = new OsError[KernelSettingNames.Count];
    private readonly OsError[] _writeErrors = new OsError[KernelSettingNames.Count];

    /// <summary>The value of a setting.</summary>
    public int this[KernelSetting setting]
    {
        get => _values[(int)setting];
        set => _values[(int)setting] = value;
    }

    /// <summary>True: a write says that it took, and the value stays.</summary>
    public bool Forgets { get; set; }

    /// <summary>Reads so far.</summary>
    public int Reads { get; private set; }

    /// <summary>Writes so far, in order.</summary>
    public List<KernelSetting> Writes { get; } = new(64);

    /// <summary>Gives all settings a value.</summary>
    public MemoryKernelSettings All(int value)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = value;
        }

        return this;
    }

    /// <summary>Lets the reading of a setting go wrong.</summary>
    public void FailRead(KernelSetting setting, OsError error) => _readErrors[(int)setting] = error;

    /// <summary>Lets the writing of a setting go wrong.</summary>
    public void FailWrite(KernelSetting setting, OsError error) => _writeErrors[(int)setting] = error;

    /// <summary>Takes the whole folder away, or brings it back.</summary>
    public void Vanish(bool gone = true)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            _readErrors[i] = gone ? OsError.NotFound : OsError.None;
        }
    }

    /// <inheritdoc/>
    public OsError Read(KernelSetting setting, out int value)
    {
        Reads++;
        OsError error = _readErrors[(int)setting];
        value = error == OsError.None ? _values[(int)setting] : 0;
        return error;
    }

    /// <inheritdoc/>
    public OsError Write(KernelSetting setting, int value)
    {
        Writes.Add(setting);
        OsError error = _writeErrors[(int)setting];
        if (error == OsError.None && !Forgets)
        {
            _values[(int)setting] = value;
        }

        return error;
    }
}
