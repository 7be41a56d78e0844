using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Sessions;

/// <summary>
/// The rows of a firewall mark's service. The list does not say whether it is IPv4's or IPv6's, and both may exist: the
/// first real server that the configuration knows decides, without one the family of the first row, and one without
/// rows is whichever is missing.
/// </summary>
internal sealed class MarkedService
{
    private const int None = -1;
    private readonly SessionLayout _layout;
    private int _v4;
    private int _v6;
    private int _service;
    private bool _hasRows;
    private bool _isFirstV6;
    private bool _isSpoiled;
    private SessionCount _undecided;

    internal MarkedService(SessionLayout layout)
    {
        _layout = layout;
    }

    /// <summary>Begins one.</summary>
    /// <returns>False when no service of the plan has the mark.</returns>
    internal bool Begin(uint mark)
    {
        _v4 = Find(mark, IpAddress.FromV4(0));
        _v6 = Find(mark, IpAddress.FromV6(0));
        _service = None;
        _hasRows = false;
        _isSpoiled = false;
        _undecided = default;
        return _v4 != None || _v6 != None;
    }

    /// <summary>Takes a row, behind its <c>-&gt;</c>.</summary>
    internal void Take(ref LineWords words, SessionSnapshot snapshot)
    {
        if (!SessionReader.TryReadReal(ref words, out Endpoint endpoint, out SessionCount count))
        {
            Spoil(snapshot);
            return;
        }

        _isFirstV6 = _hasRows ? _isFirstV6 : endpoint.Address.IsV6;
        _hasRows = true;
        if (_service == None)
        {
            int service = _layout.FindReal(_v4, endpoint) >= 0 ? _v4
                : _layout.FindReal(_v6, endpoint) >= 0 ? _v6
                : None;
            Decide(service, snapshot);
        }

        if (_service == None)
        {
            _undecided += count;
        }
        else
        {
            snapshot.Add(_service, _layout.FindReal(_service, endpoint), count);
        }
    }

    /// <summary>A row of it was not understood: nothing is said of it.</summary>
    internal void Spoil(SessionSnapshot snapshot)
    {
        _isSpoiled = true;
        if (_service != None)
        {
            snapshot.States[_service] = ListedState.Spoiled;
        }
    }

    /// <summary>Its rows are at their end.</summary>
    internal void End(SessionSnapshot snapshot)
    {
        if (_service != None)
        {
            return;
        }

        if (_isSpoiled)
        {
            // Whose row it was is not known.
            SpoilBoth(snapshot);
        }
        else if (_hasRows)
        {
            Decide(_isFirstV6 ? _v6 : _v4, snapshot);
        }
        else
        {
            Assume(snapshot);
        }
    }

    private int Find(uint mark, IpAddress any) =>
        _layout.FindService(new ServiceKey(ServiceProtocol.FirewallMark, new Endpoint(any, 0), mark));

    private void Decide(int service, SessionSnapshot snapshot)
    {
        if (service == None)
        {
            return;
        }

        _service = service;
        if (snapshot.States[service] == ListedState.Assumed)
        {
            // The empty one that was taken for it is the other.
            snapshot.States[service] = ListedState.Absent;
            Assume(service == _v4 ? _v6 : _v4, snapshot);
        }

        SessionReader.Open(snapshot, service);
        snapshot.Add(service, None, _undecided);
        if (_isSpoiled)
        {
            snapshot.States[service] = ListedState.Spoiled;
        }
    }

    private void Assume(SessionSnapshot snapshot)
    {
        bool isV4Free = _v4 != None && snapshot.States[_v4] == ListedState.Absent;
        Assume(isV4Free ? _v4 : _v6, snapshot);
    }

    private static void Assume(int service, SessionSnapshot snapshot)
    {
        if (service != None && snapshot.States[service] == ListedState.Absent)
        {
            snapshot.States[service] = ListedState.Assumed;
        }
    }

    private void SpoilBoth(SessionSnapshot snapshot)
    {
        if (_v4 != None)
        {
            snapshot.States[_v4] = ListedState.Spoiled;
        }

        if (_v6 != None)
        {
            snapshot.States[_v6] = ListedState.Spoiled;
        }
    }
}
