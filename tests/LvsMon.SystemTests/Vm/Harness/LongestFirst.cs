using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>Begins with the collections that take the longest: two run side by side, and none should be left alone at
/// the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [PortableGuest.Name, NativeGuest.Name, SecondPortableGuest.Name];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(Rank);

    private static int Rank(ITestCollection collection)
    {
        int rank = Array.IndexOf(Longest, collection.DisplayName);
        return rank < 0 ? Longest.Length : rank;
    }
}
