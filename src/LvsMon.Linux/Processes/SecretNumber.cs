using LvsMon.Linux.Native;

namespace LvsMon.Linux.Processes;

/// <summary>A number that nobody else knows. The framework's own generator would load OpenSSL for it.</summary>
public static class SecretNumber
{
    /// <summary>Draws one from the kernel (getrandom(2)); set-up only: at boot it may wait for the kernel's
    /// pool.</summary>
    /// <exception cref="System.IO.IOException">The kernel gave none.</exception>
    public static unsafe ulong Draw()
    {
        ulong number;
        SetUp.Demand((int)RandomCalls.GetRandom(&number, sizeof(ulong), 0), "getrandom");
        return number;
    }
}
