package dev.tare.target.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;

/**
 * An event of a watch of pods. The client's own type has to find out first what its object is,
 * which takes twice the time; while pods start, that is time of the machine that they start on.
 */
public final class PodEvent {
  private String type = "";
  private Pod object = new Pod();

  public String getType() {
    return type;
  }

  public void setType(String type) {
    this.type = type;
  }

  public Pod getObject() {
    return object;
  }

  public void setObject(Pod object) {
    this.object = object;
  }
}
