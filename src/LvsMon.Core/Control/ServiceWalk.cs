using LvsMon.Core.Planning;

namespace LvsMon.Core.Control;

/// <summary>The way through the virtual services that a request names, each followed by its real servers.</summary>
internal struct ServiceWalk
{
    private ServiceSelection _selection;
    private int _service;
    private int _real;

    /// <summary>True when nothing is left.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Begins at the first virtual service.</summary>
    public static ServiceWalk Through(in ServiceSelection selection, StatusView view)
    {
        ServiceWalk walk = new() { _selection = selection, _service = -1 };
        walk.GoToNextService(view);
        return walk;
    }

    /// <summary>What comes next; the walk is beyond it then.</summary>
    /// <param name="view">The plan, the same all the way.</param>
    /// <param name="real">The real server, or -1 for the virtual service itself.</param>
    /// <returns>The virtual service.</returns>
    public int Take(StatusView view, out int real)
    {
        int service = _service;
        ServicePlan plan = view.Plan.Services[service];
        real = _real;
        _real = real < 0 ? plan.FirstReal : real + 1;
        if (_real == plan.FirstReal + plan.RealCount)
        {
            GoToNextService(view);
        }

        return service;
    }

    private void GoToNextService(StatusView view)
    {
        int count = view.Plan.Services.Length;
        do
        {
            _service++;
        }
        while (_service < count && !_selection.Takes(_service, view.Names));
        _real = -1;
        IsDone = _service == count;
    }
}
