using Xunit;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>
/// Another machine for the framework-dependent program: its cases take nearly twice the time of the native ones, and
/// the processor that has done with those can take some over.
/// </summary>
[CollectionDefinition(Name)]
public sealed class SecondPortableGuest() : Guest(Build.Portable), ICollectionFixture<SecondPortableGuest>
{
    /// <summary>The collection of its tests.</summary>
    public const string Name = "virtual machine, portable, second";
}
