namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>Which program is tested.</summary>
public enum Build
{
    /// <summary>The natively compiled file.</summary>
    Native,

    /// <summary>The framework-dependent program on its runtime.</summary>
    Portable,
}
