using System.Collections.Generic;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;
using LvsMon.Linux.Time;

namespace LvsMon.Linux.Addresses;

/// <summary>
/// The addresses of this machine's interfaces (getifaddrs(3)), and all of 127.0.0.0/8. They are asked for again when
/// the last answer is a second old: a service address may have moved here, and a table of thousands of servers asks at
/// once.
/// </summary>
public sealed unsafe class LocalAddresses : ILocalAddresses
{
    private const long MaxAgeUs = 1_000_000;
    private const int ExpectedCount = 256;
    private readonly IClock _clock;

    // Grows with the addresses of the machine, then allocates no more.
    private readonly HashSet<IpAddress> _addresses = new(ExpectedCount);
    private long _readUs;

    /// <param name="clock">What the age is measured by.</param>
    internal LocalAddresses(IClock clock)
    {
        _clock = clock;
        Refresh();
    }

    /// <summary>Asks the kernel now; set-up only.</summary>
    public static LocalAddresses Read() => new(new MonotonicClock());

    /// <inheritdoc/>
    public bool IsLocal(in IpAddress address)
    {
        if (!address.IsV6 && address.V4 >> 24 == 127)
        {
            return true;
        }

        if (_clock.NowUs - _readUs >= MaxAgeUs)
        {
            Refresh();
        }

        return _addresses.Contains(address);
    }

    /// <summary>Keeps the old answer when the kernel gives none.</summary>
    private void Refresh()
    {
        _readUs = _clock.NowUs;
        InterfaceAddress* list;
        if (AddressCalls.Get(&list) != 0)
        {
            return;
        }

        _addresses.Clear();
        for (InterfaceAddress* entry = list; entry != null; entry = entry->Next)
        {
            if (entry->Address != null && entry->Address->IsInternet)
            {
                _addresses.Add(entry->Address->ToAddress());
            }
        }

        AddressCalls.Free(list);
    }
}
