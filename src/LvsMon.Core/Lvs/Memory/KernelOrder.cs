using System;
using System.Collections.Generic;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs.Memory;

/// <summary>
/// The order of ipvsadm's listings. Marks, addresses and ports are compared by their difference as a signed 32-bit
/// number, so 192.168.1.5 stands before 10.0.0.1, and a mark above 2147483647 before everything. That is no total
/// order; a merge sort is indifferent to it.
/// </summary>
internal static class KernelOrder
{
    /// <summary>Sorts with a comparison that need not be transitive.</summary>
    internal static List<T> Sort<T>(IEnumerable<T> items, Comparison<T> compare)
    {
        T[] all = [.. items];
        MergeSort(all, new T[all.Length], 0, all.Length, compare);
        return [.. all];
    }

    /// <summary>Compares services: mark, family, protocol, address, port.</summary>
    internal static int Compare(MemoryService left, MemoryService right)
    {
        int difference = Signed(left.Key.Mark, right.Key.Mark);
        if (difference == 0)
        {
            difference = left.Key.IsV6.CompareTo(right.Key.IsV6);
        }

        if (difference == 0)
        {
            difference = NumberOf(left.Key.Protocol) - NumberOf(right.Key.Protocol);
        }

        return difference != 0 ? difference : Compare(left.Key.Virtual, right.Key.Virtual);
    }

    /// <summary>Compares destinations: address, port.</summary>
    internal static int Compare(Endpoint left, Endpoint right)
    {
        int difference = 0;
        for (int shift = 96; shift >= 0 && difference == 0; shift -= 32)
        {
            difference = Signed((uint)(left.Address.V6 >> shift), (uint)(right.Address.V6 >> shift));
        }

        return difference != 0 ? difference : left.Port - right.Port;
    }

    private static int Signed(uint left, uint right) => unchecked((int)(left - right));

    /// <summary>The IP protocol number; a mark's service counts as TCP.</summary>
    private static int NumberOf(ServiceProtocol protocol) => protocol switch
    {
        ServiceProtocol.Udp => 17,
        ServiceProtocol.Sctp => 132,
        _ => 6,
    };

    private static void MergeSort<T>(T[] items, T[] spare, int from, int to, Comparison<T> compare)
    {
        if (to - from < 2)
        {
            return;
        }

        int middle = (from + to) / 2;
        MergeSort(items, spare, from, middle, compare);
        MergeSort(items, spare, middle, to, compare);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++)
        {
            bool takeLeft = left < middle && (right >= to || compare(items[left], items[right]) <= 0);
            spare[i] = takeLeft ? items[left++] : items[right++];
        }

        Array.Copy(spare, from, items, from, to - from);
    }
}
