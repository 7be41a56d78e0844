using System;
using LvsMon.SystemTests.Support;
using Xunit;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>A test on a kernel with IPVS: a system test that also needs the virtual machine's image.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VmFactAttribute : FactAttribute
{
    /// <summary>Declares a test.</summary>
    public VmFactAttribute()
    {
        Skip = Environment.GetEnvironmentVariable(SystemFactAttribute.Switch) != "1"
            ? $"a system test; {SystemFactAttribute.Switch}=1 runs it"
            : VmImage.WhyMissing();
    }
}
