using System;

namespace LvsMon.VmPeer;

/// <summary>A command line that is not understood.</summary>
internal sealed class UsageException(string message) : Exception(message);
