namespace LvsMon.Core.Control;

/// <summary>The virtual services that a request names by <c>name</c> and <c>service</c>.</summary>
internal struct ServiceSelection
{
    private bool _takesAll;
    private int _set;
    private int _service;

    /// <summary>All virtual services.</summary>
    public static ServiceSelection All => new() { _takesAll = true, _set = -1, _service = -1 };

    /// <summary>Finds what is named: all without a name; the service set and the virtual service called so; or the one
    /// virtual service of the set.</summary>
    public static ControlError Read(in ControlRequest request, ServiceNames names, out ServiceSelection selection)
    {
        bool hasName = request.Has(ControlField.Name);
        selection = new ServiceSelection { _takesAll = !hasName, _set = -1, _service = -1 };
        if (!hasName)
        {
            return request.Has(ControlField.Service) ? ControlError.BadValue : ControlError.None;
        }

        int set = names.FindSet(request.Text(ControlField.Name));
        if (!request.Has(ControlField.Service))
        {
            selection._set = set;
            selection._service = names.FindService(request.Text(ControlField.Name));
            return set < 0 && selection._service < 0 ? ControlError.NameNotFound : ControlError.None;
        }

        if (set < 0)
        {
            return ControlError.NameNotFound;
        }

        selection._service = names.FindService(request.Text(ControlField.Service));
        bool isOfSet = selection._service >= 0 && names.SetOf(selection._service) == set;
        return isOfSet ? ControlError.None : ControlError.ServiceNotFound;
    }

    /// <summary>True for a service set that is named, and for all sets when nothing is.</summary>
    public readonly bool TakesSet(int set) => _takesAll || set == _set;

    /// <summary>True for one of them.</summary>
    public readonly bool Takes(int service, ServiceNames names) => _takesAll || service == _service
        || (_set >= 0 && names.SetOf(service) == _set);
}
