using System;
using LvsMon.SystemTests.Support;
using Xunit;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>A test on a kernel with IPVS: a system test that also needs a virtual machine's image.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VmFactAttribute : FactAttribute
{
    /// <summary>Declares a test in the machine with both builds.</summary>
    public VmFactAttribute()
        : this(VmImage.Root)
    {
    }

    /// <summary>Declares a test in a machine.</summary>
    /// <param name="image">The file name of its root file system.</param>
    public VmFactAttribute(string image)
    {
        Skip = Environment.GetEnvironmentVariable(SystemFactAttribute.Switch) != "1"
            ? $"a system test; {SystemFactAttribute.Switch}=1 runs it"
            : VmImage.WhyMissing(image);
    }
}
