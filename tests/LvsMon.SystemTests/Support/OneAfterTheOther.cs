using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LvsMon.SystemTests.Support;

/// <summary>Puts every class that names no collection into one that never runs beside another.</summary>
public sealed class OneAfterTheOther(ITestAssembly assembly) : IXunitTestCollectionFactory
{
    private readonly CollectionPerClassTestCollectionFactory _named = new(assembly, null);
    private readonly TestCollection _rest = new(
        assembly, Reflector.Wrap(typeof(MachineCollection)), "the machine's own kernel");

    /// <inheritdoc/>
    public string DisplayName => "one after the other";

    /// <inheritdoc/>
    public ITestCollection Get(ITypeInfo testClass)
    {
        foreach (IAttributeInfo _ in testClass.GetCustomAttributes(typeof(CollectionAttribute)))
        {
            return _named.Get(testClass);
        }

        return _rest;
    }
}
