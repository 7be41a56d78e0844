using Xunit;

namespace LvsMon.Core.Tests;

/// <summary>Tests that count bytes run while no other does: a collection of somebody else's garbage moves the
/// count.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class AloneCollection;
