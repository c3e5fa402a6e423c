/** The requests that are being answered at this moment: what can wait steps back while there are some. */
export class Requests {
  private underWay = 0;

  begin(): void {
    this.underWay += 1;
  }

  end(): void {
    this.underWay -= 1;
  }

  get any(): boolean {
    return this.underWay > 0;
  }
}
