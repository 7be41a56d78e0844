using System;

namespace LvsMon.Simulation.Surroundings;

/// <summary>
/// The kernel's table, keyed by the text that ipvsadm selects with. Written apart from the product's own
/// <c>MemoryIpvsadm</c> and compared with it by a test; it neither allocates nor keeps an order that anybody could rely
/// on.
/// </summary>
internal sealed class SimulatedTable
{
    /// <summary>Virtual services that fit.</summary>
    public const int MaxServices = 32;

    private readonly TableService[] _services = new TableService[MaxServices];

    /// <summary>An empty table.</summary>
    public SimulatedTable()
    {
        for (int i = 0; i < MaxServices; i++)
        {
            _services[i] = new TableService();
        }
    }

    /// <summary>The services.</summary>
    public ReadOnlySpan<TableService> Services => _services.AsSpan(0, Count);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Rises with each line that was carried out.</summary>
    public long Edition { get; private set; }

    /// <summary>The service, or null.</summary>
    public TableService? Find(ReadOnlySpan<byte> selector)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_services[i].Selector.Is(selector))
            {
                return _services[i];
            }
        }

        return null;
    }

    /// <summary>The weight of an entry of a service, -1 when it is not there.</summary>
    public int WeightOf(ReadOnlySpan<byte> selector, ReadOnlySpan<byte> endpoint)
    {
        TableService? service = Find(selector);
        int place = service?.Find(endpoint) ?? -1;
        return place < 0 ? -1 : service!.Entries[place].Weight;
    }

    /// <summary>Becomes a copy.</summary>
    public void CopyFrom(SimulatedTable other)
    {
        Count = other.Count;
        Edition = other.Edition;
        for (int i = 0; i < Count; i++)
        {
            _services[i].CopyFrom(other._services[i]);
        }
    }

    /// <summary>Carries out one line.</summary>
    /// <returns>What ipvsadm has to say against it, empty for nothing.</returns>
    public ReadOnlySpan<byte> Apply(in TableLine line)
    {
        Edition++;
        if (line.Command == (byte)'C')
        {
            Count = 0;
            return default;
        }

        TableService? service = Find(line.Selector);
        switch (line.Command)
        {
            case (byte)'A':
                return service is null ? AddService(line) : "Service already exists\n"u8;
            case (byte)'E' or (byte)'D' when service is null:
                return "No such service\n"u8;
            case (byte)'E':
                service.Settings.Set(line.Settings);
                return default;
            case (byte)'D':
                RemoveService(service);
                return default;
            default:
                return service is null ? "Service not defined\n"u8 : ApplyTo(service, line);
        }
    }

    /// <summary>Prints it as <c>ipvsadm -S -n</c> does.</summary>
    /// <returns>Bytes written.</returns>
    public int Save(Span<byte> room)
    {
        TextPen pen = new(room);
        foreach (TableService service in Services)
        {
            pen.Text("-A "u8);
            pen.Text(service.Selector.Bytes);
            pen.Text(" "u8);
            pen.Text(service.Settings.Bytes);
            pen.Text("\n"u8);
            foreach (ref readonly TableEntry entry in service.Entries)
            {
                pen.Text("-a "u8);
                pen.Text(service.Selector.Bytes);
                pen.Text(" -r "u8);
                pen.Text(entry.Endpoint.Bytes);
                pen.Text(" "u8);
                pen.Text(entry.Method.Bytes);
                pen.Text(" -w "u8);
                pen.Number(entry.Weight);
                pen.Text(entry.Tunnel.Bytes);
                pen.Text("\n"u8);
            }
        }

        return pen.Length;
    }

    /// <summary>Prints it as <c>ipvsadm -L -n --thresholds</c> does, with blanks as they come.</summary>
    /// <returns>Bytes written.</returns>
    public int List(Span<byte> room)
    {
        TextPen pen = new(room);
        pen.Text("IP Virtual Server version 1.2.1 (size=4096)\n"u8);
        pen.Text("Prot LocalAddress:Port            Uthreshold Lthreshold ActiveConn InActConn \n"u8);
        pen.Text("  -> RemoteAddress:Port\n"u8);
        foreach (TableService service in Services)
        {
            LineWalk selector = new(service.Selector.Bytes);
            ReadOnlySpan<byte> kind = selector.Next();
            pen.Text(kind.SequenceEqual("-f"u8) ? "FWM  "u8 : kind.SequenceEqual("-u"u8) ? "UDP  "u8 : "TCP  "u8);
            pen.Text(selector.Next());
            pen.Text(selector.Rest.IsEmpty ? default : " IPv6"u8);
            LineWalk settings = new(service.Settings.Bytes);
            settings.Next();
            pen.Text(" "u8);
            pen.Text(settings.Next());
            pen.Text("\n"u8);
            foreach (ref readonly TableEntry entry in service.Entries)
            {
                pen.Text("  -> "u8);
                pen.Text(entry.Endpoint.Bytes);
                pen.Text("    "u8);
                pen.Number(entry.Upper);
                pen.Text("          "u8);
                pen.Number(entry.Lower);
                pen.Text("          0          0         \n"u8);
            }
        }

        return pen.Length;
    }

    private static ReadOnlySpan<byte> ApplyTo(TableService service, in TableLine line)
    {
        int place = service.Find(line.Entry.Endpoint.Bytes);
        if (line.Command == (byte)'a')
        {
            return place >= 0 ? "Destination already exists\n"u8
                : service.Add(line.Entry) ? default
                : "Memory allocation problem\n"u8;
        }

        if (place < 0)
        {
            return "No such destination\n"u8;
        }

        if (line.Command == (byte)'d')
        {
            service.RemoveAt(place);
        }
        else
        {
            // Who edits an entry ends none of its sessions.
            (int active, int inactive) = (service.Entries[place].Active, service.Entries[place].Inactive);
            service.Entries[place] = line.Entry;
            (service.Entries[place].Active, service.Entries[place].Inactive) = (active, inactive);
        }

        return default;
    }

    private ReadOnlySpan<byte> AddService(in TableLine line)
    {
        if (Count == MaxServices)
        {
            return "Memory allocation problem\n"u8;
        }

        TableService service = _services[Count++];
        service.Clear();
        service.Selector.Set(line.Selector);
        service.Settings.Set(line.Settings);
        return default;
    }

    private void RemoveService(TableService service)
    {
        int place = Array.IndexOf(_services, service);
        Count--;
        (_services[place], _services[Count]) = (_services[Count], _services[place]);
    }
}
